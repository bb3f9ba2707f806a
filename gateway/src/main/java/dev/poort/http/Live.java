package dev.poort.http;

import dev.poort.config.Limits;
import dev.poort.routing.Route;
import dev.poort.routing.RouteTable;
import dev.poort.routing.RuleRoutes;
import dev.poort.telemetry.AccessLogEntry;
import java.util.IdentityHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one port serves at this moment. A request takes it when its head has come and keeps it to
 * its end, so that a change never shows it two truths. Immutable.
 */
public final class Live {
  private final AccessLogEntry.Route nobody;
  private final RouteTable table;
  private final Limits limits;
  private final boolean h2c;
  private final IdentityHashMap<Route, Served> served = new IdentityHashMap<>();

  /**
   * @param gateway the gateway's name
   * @param h2c whether clients may speak HTTP/2 in clear text
   * @param serve finds what serves a route
   */
  public Live(
      String gateway,
      RouteTable table,
      Limits limits,
      boolean h2c,
      Function<Route, Served> serve) {
    this.nobody = AccessLogEntry.Route.none(gateway);
    this.table = table;
    this.limits = limits;
    this.h2c = h2c;
    for (RuleRoutes rule : table.rules()) {
      for (Route route : rule.all()) served.put(route, serve.apply(route));
    }
  }

  /** The rule for a host; null when no listener serves it. */
  @Nullable RuleRoutes rule(String authority) {
    return table.rule(authority);
  }

  /** What serves a route of one of the rules. */
  Served serve(Route route) {
    Served known = served.get(route);
    if (known == null) throw new IllegalArgumentException("a route of another configuration");
    return known;
  }

  /** What the access log says of a request that no listener takes. */
  AccessLogEntry.Route nobody() {
    return nobody;
  }

  /** What the access log says of a request that gets no further than a rule. */
  AccessLogEntry.Route names(RuleRoutes rule) {
    return new AccessLogEntry.Route(
        nobody.gateway(), rule.listener().name(), rule.rule().name(), null, null);
  }

  /** What a client may ask for. */
  Limits limits() {
    return limits;
  }

  /** Whether clients may speak HTTP/2 in clear text. */
  boolean h2c() {
    return h2c;
  }
}
