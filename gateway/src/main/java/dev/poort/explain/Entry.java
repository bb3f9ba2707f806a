package dev.poort.explain;

import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Protocol;
import dev.poort.routing.RouteTable;
import dev.poort.tls.SniChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A port of a frontend of a gateway: one door for requests.
 *
 * @param subject whose it is
 * @param listeners those that share it, at least one, in the file's order
 * @param address where it is on this machine
 * @param table which of its rules serves a host
 */
record Entry(Subject subject, List<HttpListener> listeners, HostAndPort address, RouteTable table) {
  /** All doors of a gateway. */
  static List<Entry> of(Subject subject) {
    List<Entry> entries = new ArrayList<>();
    List<HttpListener> left = new ArrayList<>(subject.gateway().httpListeners());
    while (!left.isEmpty()) {
      HttpListener first = left.getFirst();
      List<HttpListener> sharing = left.stream().filter(each -> share(each, first)).toList();
      left.removeAll(sharing);
      RouteTable table =
          RouteTable.of(
              subject.gateway(), first.frontendIpConfiguration(), first.frontendPort().port());
      entries.add(new Entry(subject, sharing, subject.surroundings().address(first), table));
    }
    return entries;
  }

  private static boolean share(HttpListener one, HttpListener other) {
    return one.frontendIpConfiguration().equals(other.frontendIpConfiguration())
        && one.frontendPort().port() == other.frontendPort().port();
  }

  /** The port in the file. */
  int port() {
    return listeners.getFirst().frontendPort().port();
  }

  /** The local port; that of the file where the kernel will choose. */
  int localPort() {
    return localPort(listeners.getFirst());
  }

  /** The same of any listener of the gateway. */
  int localPort(HttpListener listener) {
    int bound = subject.surroundings().address(listener).port();
    return bound == 0 ? listener.frontendPort().port() : bound;
  }

  FrontendIpConfiguration frontend() {
    return listeners.getFirst().frontendIpConfiguration();
  }

  Protocol protocol() {
    return listeners.getFirst().protocol();
  }

  /** Whether one calls it by an address: the local one, or that in Azure. */
  boolean isAt(String host) {
    return host.equals(address.host()) || host.equals(frontend().privateIpAddress());
  }

  /** The listener that shakes hands for a name; null when none does. */
  @Nullable HttpListener shakesHands(@Nullable String sni) {
    return new SniChoice(table.inOrder(listeners), host -> table.listener(host, listeners)).of(sni);
  }

  boolean serves(String authority) {
    return table.rule(authority) != null;
  }

  /** {@code port 443 of the frontend public}. */
  String name() {
    return "port " + port() + " of the frontend " + frontend().name();
  }
}
