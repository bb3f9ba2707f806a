package dev.poort.config;

import java.util.List;

/**
 * The members that can serve a request (an ARM backend address pool).
 *
 * @param name unique among the pools
 * @param backendAddresses the members in the file's order, each an IP address or an FQDN; may be
 *     empty
 */
public record BackendAddressPool(String name, List<String> backendAddresses) {
  public BackendAddressPool {
    backendAddresses = List.copyOf(backendAddresses);
  }
}
