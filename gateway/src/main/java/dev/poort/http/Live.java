package dev.poort.http;

import dev.poort.config.Limits;
import dev.poort.routing.Route;
import dev.poort.routing.RouteTable;
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
  private final RouteTable routes;
  private final Limits limits;
  private final IdentityHashMap<Route, Served> served = new IdentityHashMap<>();

  /**
   * @param gateway the gateway's name
   * @param serve finds the members of a route
   */
  public Live(String gateway, RouteTable routes, Limits limits, Function<Route, Served> serve) {
    this.nobody = AccessLogEntry.Route.none(gateway);
    this.routes = routes;
    this.limits = limits;
    for (Route route : routes.routes()) served.put(route, serve.apply(route));
  }

  /** Who serves a host; null when no listener does. */
  @Nullable Served serve(String authority) {
    Route route = routes.route(authority);
    return route == null ? null : served.get(route);
  }

  /** What the access log says of a request that nobody serves. */
  AccessLogEntry.Route nobody() {
    return nobody;
  }

  /** What a client may ask for. */
  Limits limits() {
    return limits;
  }
}
