package dev.poort.config;

/**
 * Members serve the request.
 *
 * @param backendAddressPool who serves it
 * @param backendHttpSettings how the members are spoken to
 */
public record Forward(
    BackendAddressPool backendAddressPool, BackendHttpSettings backendHttpSettings)
    implements RouteAction {}
