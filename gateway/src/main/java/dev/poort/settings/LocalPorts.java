package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gives out local ports that need no rights, each once. */
final class LocalPorts {
  private static final int FIRST_WITHOUT_RIGHTS = 1_024;
  private static final int LAST = 65_535;

  /** Where run answers questions when nobody says otherwise. */
  private static final int MANAGEMENT = 9_000;

  private final Set<Integer> taken = new HashSet<>();

  /**
   * @param settings whose ports are taken
   */
  LocalPorts(Settings settings) {
    InetSocketAddress management = settings.management();
    taken.add(management == null ? MANAGEMENT : management.getPort());
    for (Bindings bound : settings.bindings().all()) {
      taken.addAll(bound.ports().values());
      for (List<HostAndPort> members : bound.members().values()) {
        for (HostAndPort member : members) taken.add(member.port());
      }
    }
  }

  /** The wanted port or, when it is taken, the next one that is not. */
  int take(int wanted) {
    int port = wanted;
    while (!taken.add(port)) port = port == LAST ? FIRST_WITHOUT_RIGHTS : port + 1;
    return port;
  }

  /**
   * Local ports for those of a gateway's listeners: itself where nothing speaks against it.
   *
   * @param bound whose ports are left out
   */
  Map<Integer, Integer> propose(ApplicationGateway gateway, Bindings bound) {
    var used = new TreeSet<Integer>();
    for (HttpListener listener : gateway.httpListeners()) used.add(listener.frontendPort().port());
    used.removeAll(bound.ports().keySet());
    var local = new TreeMap<Integer, Integer>();
    // First those that can stay as they are, so that no other takes their place.
    for (int port : used.tailSet(FIRST_WITHOUT_RIGHTS)) local.put(port, take(port));
    for (int port : used.headSet(FIRST_WITHOUT_RIGHTS)) local.put(port, take(unprivileged(port)));
    return local;
  }

  /** As people do it: 8080 for 80, 8443 for 443. */
  private static int unprivileged(int port) {
    return port == 80 ? 8_080 : port + 8_000;
  }
}
