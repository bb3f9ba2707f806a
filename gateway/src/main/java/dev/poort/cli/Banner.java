package dev.poort.cli;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RouteAction;
import dev.poort.config.RuleTarget;
import dev.poort.config.SignIn;
import dev.poort.config.TargetUrl;
import dev.poort.config.UrlPathMap;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BoundListener;
import dev.poort.control.Gateway;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What listens where and which member is up, in few lines whatever the size of the gateways. */
final class Banner {
  private static final int MAX_LISTENERS = 4;
  private static final int MAX_PATHS = 6;
  private static final int MAX_POOLS = 3;
  private static final int MAX_GATEWAYS = 4;
  private static final int MAX_POOLS_OF_SEVERAL = 8;

  private Banner() {}

  /**
   * A listener's address, its hosts, where its requests go and its name; beneath it, where single
   * paths go.
   */
  static List<String> listeners(Gateway gateway) {
    List<String> blocks = new ArrayList<>();
    for (BoundListener listener : gateway.listeners()) {
      List<String> lines = new ArrayList<>();
      lines.add(line(listener, gateway));
      lines.addAll(paths(listener, gateway.configuration()));
      blocks.add(String.join("\n", lines));
    }
    return fit(blocks, MAX_LISTENERS, "listeners").stream().flatMap(String::lines).toList();
  }

  private static String line(BoundListener listener, Gateway gateway) {
    String hosts =
        listener.hostNames().isEmpty() ? "" : " for " + String.join(", ", listener.hostNames());
    String target =
        rules(listener, gateway.configuration())
            .map(rule -> target(standard(rule.target())))
            .collect(Collectors.joining());
    boolean http2 =
        listener.protocol().secure()
            ? gateway.configuration().enableHttp2()
            : h2c(gateway, listener);
    String notes = listener.name() + (http2 ? ", HTTP/2 too" : "");
    return "  %s%s -> %s (%s)".formatted(url(listener), hosts, target, notes);
  }

  /** Whether one of the listeners of the same port has it in poort.json. */
  private static boolean h2c(Gateway gateway, BoundListener listener) {
    List<String> ofPort =
        gateway.listeners().stream()
            .filter(each -> each.address().equals(listener.address()))
            .map(BoundListener::name)
            .toList();
    return gateway.configuration().httpListeners().stream()
        .filter(each -> ofPort.contains(each.name()))
        .anyMatch(each -> gateway.settings().options().of(each).h2c());
  }

  private static List<String> paths(BoundListener listener, ApplicationGateway gateway) {
    List<String> lines =
        rules(listener, gateway)
            .map(RequestRoutingRule::target)
            .flatMap(to -> to instanceof UrlPathMap map ? map.pathRules().stream() : Stream.of())
            .map(rule -> "    " + String.join(", ", rule.paths()) + " -> " + target(rule.action()))
            .toList();
    return fit(lines, MAX_PATHS, "path rules").stream().map(Banner::ofPath).toList();
  }

  private static String ofPath(String line) {
    return line.startsWith("    ") ? line : "  " + line;
  }

  private static Stream<RequestRoutingRule> rules(
      BoundListener listener, ApplicationGateway gateway) {
    return gateway.requestRoutingRules().stream()
        .filter(rule -> rule.httpListener().name().equals(listener.name()));
  }

  private static RouteAction standard(RuleTarget target) {
    return switch (target) {
      case RouteAction action -> action;
      case UrlPathMap map -> map.defaultAction();
    };
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

  /** Who may call the management address. */
  static String callers(SignIn signIn) {
    return signIn.isOpen()
        ? "no users: whoever is on this machine may call, unchecked, and nobody else"
        : ProblemText.plural(signIn.users().size(), "user") + " may call with a token";
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
