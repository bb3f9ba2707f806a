package dev.poort.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the things of Azure are on this machine (poort.json: {@code bindings}). Names are kept in
 * lower case; those that differ in letter case alone are the same.
 *
 * @param frontends the name of a frontend IP configuration to a local address
 * @param ports a frontend port to a local port; 0 lets the kernel choose
 * @param members the name of a pool, a NIC or an FQDN to local members
 */
public record Bindings(
    Map<String, String> frontends,
    Map<Integer, Integer> ports,
    Map<String, List<HostAndPort>> members) {
  /** No bindings: ports are Azure's, frontends are all local addresses, members are themselves. */
  public static final Bindings NONE = new Bindings(Map.of(), Map.of(), Map.of());

  public Bindings {
    frontends = inLowerCase(frontends);
    ports = Map.copyOf(ports);
    members = inLowerCase(members);
  }

  /** ARM compares names without regard to letter case. */
  private static <T> Map<String, T> inLowerCase(Map<String, T> names) {
    return names.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                name -> name.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }
}
