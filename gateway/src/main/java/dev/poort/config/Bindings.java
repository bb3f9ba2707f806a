package dev.poort.config;

import java.util.List;
import java.util.Map;

/**
 * Where the things of Azure are on this machine (poort.json: {@code bindings}).
 *
 * @param frontends the name of a frontend IP configuration, in lower case, to a local address
 * @param ports a frontend port to a local port; 0 lets the kernel choose
 * @param members the name of a pool, a NIC or an FQDN, in lower case, to local members
 */
public record Bindings(
    Map<String, String> frontends,
    Map<Integer, Integer> ports,
    Map<String, List<HostAndPort>> members) {
  /** No bindings: ports are Azure's, frontends are all local addresses, members are themselves. */
  public static final Bindings NONE = new Bindings(Map.of(), Map.of(), Map.of());

  public Bindings {
    frontends = Map.copyOf(frontends);
    ports = Map.copyOf(ports);
    members = Map.copyOf(members);
  }
}
