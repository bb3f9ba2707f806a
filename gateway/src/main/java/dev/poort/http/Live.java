package dev.poort.http;

import dev.poort.config.Limits;
import dev.poort.routing.Route;
import dev.poort.routing.RouteTable;
import java.util.IdentityHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one port serves at this moment. A request takes it when its head has come and keeps it to
 * its end, so that a change never shows it two truths. Immutable.
 */
public final class Live {
  private final RouteTable routes;
  private final Limits limits;
  private final IdentityHashMap<Route, Served> served = new IdentityHashMap<>();

  /**
   * @param serve finds the members of a route
   */
  public Live(RouteTable routes, Limits limits, Function<Route, Served> serve) {
    this.routes = routes;
    this.limits = limits;
    for (Route route : routes.routes()) served.put(route, serve.apply(route));
  }

  /** Who serves a host; null when no listener does. */
  @Nullable Served serve(String authority) {
    Route route = routes.route(authority);
    return route == null ? null : served.get(route);
  }

  /** What a client may ask for. */
  Limits limits() {
    return limits;
  }
}
