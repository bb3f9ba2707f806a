package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.HttpListener;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gives frontends loopback addresses, so that no two of them use one port of one address. */
final class LocalAddresses {
  private static final String NETWORK = "127.0.0.";
  private static final int LAST = 254;

  private final Bindings bound;
  private final Map<Integer, Integer> localPorts;
  private final List<ApplicationGateway> gateways;
  private final Map<String, Set<Integer>> portsOfAddress = new HashMap<>();

  /**
   * @param localPorts where the ports are that are not bound
   */
  LocalAddresses(
      Bindings bound, Map<Integer, Integer> localPorts, List<ApplicationGateway> gateways) {
    this.bound = bound;
    this.localPorts = localPorts;
    this.gateways = gateways;
  }

  /** Addresses for the frontends that are not bound, used or not. */
  Map<String, String> propose() {
    var portsOfFrontend = new TreeMap<String, Set<Integer>>(String.CASE_INSENSITIVE_ORDER);
    for (ApplicationGateway gateway : gateways) addPorts(gateway, portsOfFrontend);
    for (Bindings each : bound.all()) {
      each.frontends()
          .forEach(
              (frontend, address) ->
                  portsOf(address).addAll(portsOfFrontend.getOrDefault(frontend, Set.of())));
    }
    var named = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    var proposed = new LinkedHashMap<String, String>();
    for (ApplicationGateway gateway : gateways) {
      for (FrontendIpConfiguration frontend : gateway.frontendIpConfigurations()) {
        if (bound.of(gateway.name()).frontend(frontend.name()) != null) continue;
        if (!named.add(frontend.name())) continue;
        Set<Integer> ports = portsOfFrontend.getOrDefault(frontend.name(), Set.of());
        proposed.put(frontend.name(), take(ports));
      }
    }
    return proposed;
  }

  /**
   * Addresses for frontends that have their name and a port in common with one of an earlier
   * gateway, by gateway.
   */
  Map<String, Map<String, String>> proposeApart() {
    var used = new TreeMap<String, Set<Integer>>(String.CASE_INSENSITIVE_ORDER);
    var apart = new LinkedHashMap<String, Map<String, String>>();
    for (ApplicationGateway gateway : gateways) {
      var portsOfFrontend = new TreeMap<String, Set<Integer>>(String.CASE_INSENSITIVE_ORDER);
      addPorts(gateway, portsOfFrontend);
      portsOfFrontend.forEach(
          (frontend, ports) -> {
            if (isApart(gateway, frontend)) return;
            if (Collections.disjoint(used.getOrDefault(frontend, Set.of()), ports)) {
              used.computeIfAbsent(frontend, _ -> new HashSet<>()).addAll(ports);
            } else {
              apart
                  .computeIfAbsent(gateway.name(), _ -> new LinkedHashMap<>())
                  .put(frontend, take(ports));
            }
          });
    }
    return apart;
  }

  private boolean isApart(ApplicationGateway gateway, String frontend) {
    String common = bound.frontend(frontend);
    String own = bound.of(gateway.name()).frontend(frontend);
    return own != null && !own.equals(common);
  }

  private void addPorts(ApplicationGateway gateway, Map<String, Set<Integer>> portsOfFrontend) {
    Bindings own = bound.of(gateway.name());
    for (HttpListener listener : gateway.httpListeners()) {
      int port = listener.frontendPort().port();
      Integer local = own.ports().getOrDefault(port, localPorts.get(port));
      String frontend = listener.frontendIpConfiguration().name();
      Set<Integer> ports = portsOfFrontend.computeIfAbsent(frontend, _ -> new HashSet<>());
      // The kernel chooses no port twice.
      if (local != null && local != 0) ports.add(local);
    }
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
