package dev.poort.settings;

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

  private final Bindings bound;
  private final Set<Integer> taken = new HashSet<>();

  /**
   * @param settings whose ports are taken
   */
  LocalPorts(Settings settings) {
    bound = settings.bindings();
    InetSocketAddress management = settings.management();
    taken.add(management == null ? MANAGEMENT : management.getPort());
    for (Bindings each : bound.all()) {
      taken.addAll(each.ports().values());
      for (List<HostAndPort> members : each.members().values()) {
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

  /** Local ports for those of listeners: itself where nothing speaks against it. */
  Map<Integer, Integer> propose(List<HttpListener> listeners) {
    var used = new TreeSet<Integer>();
    for (HttpListener listener : listeners) used.add(listener.frontendPort().port());
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
