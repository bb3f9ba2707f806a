package dev.poort.http;

import dev.poort.backend.Cluster;
import dev.poort.routing.Route;
import dev.poort.telemetry.AccessLogEntry;

/**
 * A route with what serves it at run time.
 *
 * @param route the listener and the rule
 * @param cluster the members
 * @param names the same for the access log
 */
public record Served(Route route, Cluster cluster, AccessLogEntry.Route names) {
  /** Joins a route of a gateway and its members. */
  public static Served of(String gateway, Route route, Cluster cluster) {
    var names =
        new AccessLogEntry.Route(
            gateway,
            route.listener().name(),
            route.rule().name(),
            cluster.pool().name(),
            cluster.settings().name());
    return new Served(route, cluster, names);
  }
}
