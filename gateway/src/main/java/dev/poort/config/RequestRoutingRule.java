package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * Binds a listener to a pool and its settings (ARM: {@code requestRoutingRules}).
 *
 * @param name unique among the rules
 * @param priority 1 to 20000, lower first; null in files of the time before priorities, and then in
 *     all rules
 * @param httpListener whose requests it serves
 * @param backendAddressPool who serves them
 * @param backendHttpSettings how the members are spoken to
 */
public record RequestRoutingRule(
    String name,
    @Nullable Integer priority,
    HttpListener httpListener,
    BackendAddressPool backendAddressPool,
    BackendHttpSettings backendHttpSettings) {}
