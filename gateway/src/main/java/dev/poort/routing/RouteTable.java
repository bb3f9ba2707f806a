package dev.poort.routing;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.HttpListener;
import dev.poort.config.RequestRoutingRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rule serves a host on one port of one frontend. Immutable.
 *
 * <p>Rules are asked in the order of their priorities; without priorities multi-site listeners come
 * before basic ones, in the file's order. For a host that some listener names in full the answer is
 * found ahead of time, so that a request costs one look into a table.
 */
public final class RouteTable {
  private static final Comparator<RequestRoutingRule> ORDER =
      Comparator.comparingInt(RouteTable::priority).thenComparingInt(RouteTable::basicLast);

  private final List<Route> routes;
  private final Map<String, Route> byHost;

  private RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    Map<String, Route> known = new HashMap<>();
    for (Route route : routes) {
      for (String name : route.listener().hostNames()) {
        if (HostPattern.isPattern(name) || known.containsKey(name)) continue;
        Route first = ask(name);
        if (first != null) known.put(name, first);
      }
    }
    this.byHost = Map.copyOf(known);
  }

  /** The table of a frontend's port. */
  public static RouteTable of(
      ApplicationGateway gateway, FrontendIpConfiguration frontend, int port) {
    List<RequestRoutingRule> rules = new ArrayList<>(gateway.requestRoutingRules());
    rules.sort(ORDER);
    List<Route> routes = new ArrayList<>();
    for (RequestRoutingRule rule : rules) {
      HttpListener listener = rule.httpListener();
      if (listener.frontendIpConfiguration().equals(frontend)
          && listener.frontendPort().port() == port) {
        routes.add(new Route(listener, rule));
      }
    }
    return new RouteTable(routes);
  }

  private static int priority(RequestRoutingRule rule) {
    Integer priority = rule.priority();
    return priority == null ? Integer.MAX_VALUE : priority;
  }

  private static int basicLast(RequestRoutingRule rule) {
    return rule.priority() == null && !rule.httpListener().multiSite() ? 1 : 0;
  }

  /**
   * The route of a request.
   *
   * @param authority Host as it came, with or without a port; empty when there was none
   * @return null when no listener serves it
   */
  public @Nullable Route route(String authority) {
    if (byHost.isEmpty() && routes.size() == 1 && !routes.getFirst().listener().multiSite()) {
      return routes.getFirst();
    }
    String host = host(authority);
    Route known = byHost.get(host);
    return known != null ? known : ask(host);
  }

  /** The routes in the order in which they are asked. */
  public List<Route> routes() {
    return routes;
  }

  private @Nullable Route ask(String host) {
    for (Route route : routes) {
      if (serves(route.listener(), host)) return route;
    }
    return null;
  }

  /** Whether a listener serves a host, which is in lower case and without a port. */
  public static boolean serves(HttpListener listener, String host) {
    if (!listener.multiSite()) return true;
    for (String name : listener.hostNames()) {
      if (HostPattern.isPattern(name) ? HostPattern.matches(name, host) : name.equals(host)) {
        return true;
      }
    }
    return false;
  }

  /** The host of an authority in lower case: without its port and without a dot at its end. */
  static String host(String authority) {
    int end = authority.length();
    int colon = authority.lastIndexOf(':');
    if (colon >= 0 && authority.indexOf(']', colon) < 0) end = colon;
    if (end > 1 && authority.charAt(end - 1) == '.') end--;
    return authority.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
