package dev.poort.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * The members that can serve a request (an ARM backend address pool).
 *
 * @param name unique among the pools
 * @param backendAddresses the members in the file's order, each an IP address or an FQDN; may be
 *     empty
 * @param machines the members that only Azure has addresses for; may be empty
 */
public record BackendAddressPool(String name, List<String> backendAddresses, List<Machine> machines)
    implements BackendTarget {
  public BackendAddressPool {
    backendAddresses = List.copyOf(backendAddresses);
    machines = List.copyOf(machines);
  }

  /** A pool without machines. */
  public BackendAddressPool(String name, List<String> backendAddresses) {
    this(name, backendAddresses, List.of());
  }

  @Override
  public List<BackendAddressPool> pools() {
    return List.of(this);
  }

  /** What its members are called: addresses first, then the names of machines. */
  public List<String> members() {
    return Stream.concat(backendAddresses.stream(), machines.stream().map(Machine::name)).toList();
  }
}
