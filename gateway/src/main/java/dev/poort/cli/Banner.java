package dev.poort.cli;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RouteAction;
import dev.poort.config.TargetUrl;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BoundListener;
import dev.poort.control.Gateway;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What listens where and which member is up, in few lines whatever the size of the gateways. */
final class Banner {
  private static final int MAX_LISTENERS = 4;
  private static final int MAX_POOLS = 3;
  private static final int MAX_GATEWAYS = 4;
  private static final int MAX_POOLS_OF_SEVERAL = 8;

  private Banner() {}

  /** One line a listener: its address, its hosts and where its requests go. */
  static List<String> listeners(Gateway gateway) {
    List<String> lines = new ArrayList<>();
    for (BoundListener listener : gateway.listeners()) {
      String hosts =
          listener.hostNames().isEmpty() ? "" : " for " + String.join(", ", listener.hostNames());
      String targets = targets(listener, gateway.configuration());
      lines.add("  %s%s -> %s".formatted(url(listener), hosts, targets));
    }
    return fit(lines, MAX_LISTENERS, "listeners");
  }

  /** The listeners of the only gateway, or each gateway's name with its listeners beneath. */
  static List<String> listeners(List<Gateway> gateways) {
    return gateways.size() == 1 ? listeners(gateways.getFirst()) : named(gateways);
  }

  /** Each gateway's name with its listeners beneath. */
  static List<String> named(List<Gateway> gateways) {
    List<String> blocks = new ArrayList<>();
    for (Gateway gateway : gateways) {
      String listeners = String.join("\n  ", listeners(gateway));
      blocks.add("  %s%n  %s".formatted(name(gateway), listeners));
    }
    return fit(blocks, MAX_GATEWAYS, "gateways");
  }

  /** One line a pool: its members and whether they are up. */
  static List<String> members(List<Gateway> gateways) {
    boolean one = gateways.size() == 1;
    List<String> lines = new ArrayList<>();
    for (Gateway gateway : gateways) {
      String of = one ? "" : name(gateway) + "/";
      for (PoolHealth pool : gateway.backendHealth().backendAddressPools()) {
        lines.add("  %s%s: %s".formatted(of, pool.pool(), members(pool)));
      }
    }
    return fit(lines, one ? MAX_POOLS : MAX_POOLS_OF_SEVERAL, "pools");
  }

  private static String members(PoolHealth pool) {
    String members =
        pool.backendHttpSettingsCollection().stream()
            .flatMap(settings -> settings.servers().stream())
            .distinct()
            .map(Banner::member)
            .collect(Collectors.joining(", "));
    return members.isEmpty() ? "no members" : members;
  }

  private static String name(Gateway gateway) {
    return gateway.configuration().name();
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
      case Forward forward -> forward.target().name();
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
