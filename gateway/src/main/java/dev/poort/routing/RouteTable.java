package dev.poort.routing;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.HostPattern;
import dev.poort.config.HostTable;
import dev.poort.config.Hosts;
import dev.poort.config.HttpListener;
import dev.poort.config.RequestRoutingRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rule serves a host on one port of one frontend. Immutable.
 *
 * <p>Rules are asked in the order of their priorities; without priorities multi-site listeners come
 * before basic ones, in the file's order, which on v1 SKUs alone counts. For a host that some
 * listener names in full the answer is found ahead of time, so that a request costs one look into a
 * table.
 */
public final class RouteTable {
  private final List<RuleRoutes> rules;
  private final Map<String, RuleRoutes> byHost;

  private final HostTable<RuleRoutes> byName = new HostTable<>();

  private RouteTable(List<RuleRoutes> rules) {
    this.rules = List.copyOf(rules);
    for (RuleRoutes rule : rules) {
      HttpListener listener = rule.listener();
      if (!listener.multiSite()) byName.add("*", rule);
      for (String name : listener.hostNames()) byName.add(name, rule);
    }
    Map<String, RuleRoutes> known = new HashMap<>();
    for (RuleRoutes rule : rules) {
      for (String name : rule.listener().hostNames()) {
        String host = Hosts.canonical(name);
        if (HostPattern.isPattern(name) || known.containsKey(host)) continue;
        RuleRoutes first = byName.first(host);
        if (first != null) known.put(host, first);
      }
    }
    this.byHost = Map.copyOf(known);
  }

  /** The table of a frontend's port. */
  public static RouteTable of(
      ApplicationGateway gateway, FrontendIpConfiguration frontend, int port) {
    List<RequestRoutingRule> ordered = new ArrayList<>(gateway.requestRoutingRules());
    ordered.sort(RequestRoutingRule.order(gateway.basicInOrder()));
    List<RuleRoutes> rules = new ArrayList<>();
    for (RequestRoutingRule rule : ordered) {
      HttpListener listener = rule.httpListener();
      if (listener.frontendIpConfiguration().equals(frontend)
          && listener.frontendPort().port() == port) {
        rules.add(RuleRoutes.of(rule));
      }
    }
    return new RouteTable(rules);
  }

  /**
   * The rule that serves a request.
   *
   * @param authority Host as it came, with or without a port; empty when there was none
   * @return null when no listener serves it
   */
  public @Nullable RuleRoutes rule(String authority) {
    if (byHost.isEmpty() && rules.size() == 1 && !rules.getFirst().listener().multiSite()) {
      return rules.getFirst();
    }
    String host = host(authority);
    RuleRoutes known = byHost.get(host);
    return known != null ? known : byName.first(host);
  }

  /**
   * The listener that serves a host: that of the rule, else one without a rule that names it.
   *
   * @param others all listeners of the port
   * @return null when none does
   */
  public @Nullable HttpListener listener(String host, List<HttpListener> others) {
    RuleRoutes rule = rule(host);
    if (rule != null) return rule.listener();
    String name = host(host);
    return others.stream().filter(each -> serves(each, name)).findFirst().orElse(null);
  }

  /**
   * Listeners in the order of their rules, then those without one, which answer 404 but with their
   * own certificate.
   *
   * @param all those of the port
   */
  public List<HttpListener> inOrder(List<HttpListener> all) {
    return Stream.concat(rules.stream().map(RuleRoutes::listener), all.stream())
        .distinct()
        .toList();
  }

  /** The rules in the order in which they are asked. */
  public List<RuleRoutes> rules() {
    return rules;
  }

  /** Whether a listener serves a host, which is as {@link #host} gives it. */
  public static boolean serves(HttpListener listener, String host) {
    if (!listener.multiSite()) return true;
    for (String name : listener.hostNames()) {
      if (matches(name, host)) return true;
    }
    return false;
  }

  /** Whether a host, which is as {@link #host} gives it, has a listener's name. */
  public static boolean matches(String name, String host) {
    if (HostPattern.isPattern(name)) return HostPattern.matches(name, host);
    return name.equals(host) || (name.indexOf(':') >= 0 && Hosts.canonical(name).equals(host));
  }

  /**
   * The host of an authority in lower case: without its port and without a dot at its end; of an
   * IPv6 address, however it is spelled, the same text without brackets.
   */
  public static String host(String authority) {
    String host = withoutPort(authority);
    if (host.startsWith("[") && host.endsWith("]")) {
      return Hosts.canonical(host.substring(1, host.length() - 1));
    }
    boolean dot = host.length() > 1 && host.endsWith(".");
    return (dot ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
  }

  /** The host of an authority as it stands there. */
  static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port = colon >= 0 && authority.indexOf(']', colon) < 0;
    return port ? authority.substring(0, colon) : authority;
  }
}
