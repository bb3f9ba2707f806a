package dev.poort.cli;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RouteAction;
import dev.poort.config.TargetUrl;
import dev.poort.control.BackendHealth;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BoundListener;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What listens where and which member is up, in few lines whatever the size of the gateway. */
final class Banner {
  private static final int MAX_LISTENERS = 4;
  private static final int MAX_POOLS = 3;

  private Banner() {}

  /** One line a listener: its address, its hosts and where its requests go. */
  static List<String> listeners(List<BoundListener> listeners, ApplicationGateway gateway) {
    List<String> lines = new ArrayList<>();
    for (BoundListener listener : listeners) {
      String hosts =
          listener.hostNames().isEmpty() ? "" : " for " + String.join(", ", listener.hostNames());
      lines.add("  %s%s -> %s".formatted(url(listener), hosts, targets(listener, gateway)));
    }
    return fit(lines, MAX_LISTENERS, "listeners");
  }

  /** One line a pool: its members and whether they are up. */
  static List<String> members(BackendHealth health) {
    List<String> lines = new ArrayList<>();
    for (PoolHealth pool : health.backendAddressPools()) {
      String members =
          pool.backendHttpSettingsCollection().stream()
              .flatMap(settings -> settings.servers().stream())
              .distinct()
              .map(Banner::member)
              .collect(Collectors.joining(", "));
      lines.add("  %s: %s".formatted(pool.pool(), members.isEmpty() ? "no members" : members));
    }
    return fit(lines, MAX_POOLS, "pools");
  }

  /** Where a browser finds a listener. */
  static String url(BoundListener listener) {
    return listener.protocol().scheme() + "://" + hostAndPort(listener.address());
  }

  /** A local address as one calls it from this machine. */
  static String hostAndPort(InetSocketAddress address) {
    boolean any = address.getAddress().isAnyLocalAddress();
    String host = any ? "localhost" : address.getAddress().getHostAddress();
    return new HostAndPort(host, address.getPort()).toString();
  }

  private static String targets(BoundListener listener, ApplicationGateway gateway) {
    return gateway.requestRoutingRules().stream()
        .filter(rule -> rule.httpListener().name().equals(listener.name()))
        .flatMap(rule -> rule.target().actions().stream())
        .map(Banner::target)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String target(RouteAction action) {
    return switch (action) {
      case Forward forward -> forward.backendAddressPool().name();
      case RedirectConfiguration redirect ->
          switch (redirect.target()) {
            case HttpListener listener -> "redirect to " + listener.name();
            case TargetUrl(String url) -> "redirect to " + url;
          };
    };
  }

  private static String member(ServerHealth server) {
    String address = new HostAndPort(server.address(), server.port()).toString();
    return switch (server.health()) {
      case UNKNOWN -> address + " not yet probed";
      case DOWN -> address + " down (" + server.healthProbeLog() + ")";
      case UP -> address + " up";
      case DRAINING -> address + " draining";
    };
  }

  /** At most so many lines; the last says how many more there are. */
  static List<String> fit(List<String> lines, int max, String noun) {
    if (lines.size() <= max) return lines;
    List<String> fitting = new ArrayList<>(lines.subList(0, max - 1));
    fitting.add("  and %d more %s".formatted(lines.size() - max + 1, noun));
    return fitting;
  }
}
