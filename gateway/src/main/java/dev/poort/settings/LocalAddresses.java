package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.HttpListener;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gives frontends loopback addresses, so that no two of them use one port of one address. */
final class LocalAddresses {
  private static final String NETWORK = "127.0.0.";
  private static final int LAST = 254;

  private final Map<String, Set<Integer>> portsOfAddress = new HashMap<>();

  /**
   * Addresses for the frontends of a gateway that are not bound, used or not.
   *
   * @param localPorts where the ports are that are not bound
   */
  Map<String, String> propose(
      ApplicationGateway gateway, Bindings bound, Map<Integer, Integer> localPorts) {
    Map<Integer, Integer> ports = new HashMap<>(localPorts);
    ports.putAll(bound.ports());
    Map<String, Set<Integer>> portsOfFrontend = portsOfFrontends(gateway, ports);
    portsOfFrontend.forEach(
        (frontend, used) -> {
          String address = bound.frontend(frontend);
          if (address != null) portsOf(address).addAll(used);
        });
    var proposed = new LinkedHashMap<String, String>();
    for (FrontendIpConfiguration frontend : gateway.frontendIpConfigurations()) {
      if (bound.frontend(frontend.name()) != null) continue;
      proposed.put(frontend.name(), take(portsOfFrontend.getOrDefault(frontend.name(), Set.of())));
    }
    return proposed;
  }

  private static Map<String, Set<Integer>> portsOfFrontends(
      ApplicationGateway gateway, Map<Integer, Integer> localPorts) {
    var ports = new TreeMap<String, Set<Integer>>(String.CASE_INSENSITIVE_ORDER);
    for (HttpListener listener : gateway.httpListeners()) {
      Integer local = localPorts.get(listener.frontendPort().port());
      String frontend = listener.frontendIpConfiguration().name();
      Set<Integer> own = ports.computeIfAbsent(frontend, _ -> new HashSet<>());
      // The kernel chooses no port twice.
      if (local != null && local != 0) own.add(local);
    }
    return ports;
  }

  /** The first address where none of the ports is taken. */
  private String take(Set<Integer> ports) {
    int last = 1;
    while (last < LAST && !Collections.disjoint(portsOf(NETWORK + last), ports)) last++;
    portsOf(NETWORK + last).addAll(ports);
    return NETWORK + last;
  }

  private Set<Integer> portsOf(String address) {
    return portsOfAddress.computeIfAbsent(address, _ -> new HashSet<>());
  }
}
