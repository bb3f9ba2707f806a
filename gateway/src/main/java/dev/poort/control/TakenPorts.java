package dev.poort.control;

import dev.poort.config.HostAndPort;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds ports that two gateways would have to share, which the kernel would say with less. */
final class TakenPorts {
  private record Holder(String gateway, PortKey port) {}

  private TakenPorts() {}

  /**
   * Judges changes beside all that will run.
   *
   * @throws ListenException when a changed gateway would listen where another one does; it names
   *     both
   */
  static void check(Collection<Gateway> running, List<Change> changes) throws ListenException {
    Map<Gateway, Change> changing = new HashMap<>();
    for (Change change : changes) changing.put(change.gateway(), change);
    Map<Integer, List<Holder>> holders = new HashMap<>();
    for (Gateway gateway : running) {
      if (changing.containsKey(gateway)) continue;
      hold(gateway.configuration().name(), gateway.sockets().keySet(), holders);
    }
    for (Change change : changes) {
      for (PortKey port : change.ports()) {
        for (Holder holder : holders.getOrDefault(port.address().getPort(), List.of())) {
          if (collide(port.address(), holder.port().address())) throw taken(change, port, holder);
        }
      }
      hold(change.name(), change.ports(), holders);
    }
  }

  private static void hold(String gateway, Set<PortKey> ports, Map<Integer, List<Holder>> holders) {
    for (PortKey port : ports) {
      int number = port.address().getPort();
      if (number == 0) continue; // the kernel gives each its own
      holders.computeIfAbsent(number, _ -> new ArrayList<>()).add(new Holder(gateway, port));
    }
  }

  private static boolean collide(InetSocketAddress one, InetSocketAddress other) {
    return one.getAddress().isAnyLocalAddress()
        || other.getAddress().isAnyLocalAddress()
        || one.getAddress().equals(other.getAddress());
  }

  private static ListenException taken(Change change, PortKey port, Holder holder) {
    PortKey held = holder.port();
    String what =
        "%s cannot listen on %s for port %d of %s: %s listens on %s for port %d of %s"
            .formatted(
                change.name(),
                shown(port.address()),
                port.port(),
                port.frontend(),
                holder.gateway(),
                shown(held.address()),
                held.port(),
                held.frontend());
    return new ListenException(port.address(), what);
  }

  private static String shown(InetSocketAddress address) {
    return new HostAndPort(address.getAddress().getHostAddress(), address.getPort()).toString();
  }
}
