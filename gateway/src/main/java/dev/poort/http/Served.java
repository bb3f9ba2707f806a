package dev.poort.http;

import dev.poort.backend.Cluster;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectType;
import dev.poort.rewrite.RewriteSet;
import dev.poort.routing.RedirectLocation;
import dev.poort.routing.Route;
import dev.poort.telemetry.AccessLogEntry;
import org.jspecify.annotations.Nullable;

/** A route with what serves it at run time. */
public sealed interface Served {
  /** The names of what serves it, for the access log. */
  AccessLogEntry.Route names();

  /**
   * Members serve it.
   *
   * @param route the listener and the rule
   * @param cluster the members
   * @param rewrites what is changed on the way there and back; null for nothing
   * @param names the same for the access log
   */
  record ByMembers(
      Route route, Cluster cluster, @Nullable RewriteSet rewrites, AccessLogEntry.Route names)
      implements Served {}

  /**
   * The gateway sends the client elsewhere.
   *
   * @param type with which status
   * @param location where to
   * @param names the listener and the rule for the access log
   */
  record ByRedirect(RedirectType type, RedirectLocation location, AccessLogEntry.Route names)
      implements Served {}

  /** Joins a route of a gateway, its members and its rewrites. */
  static Served byMembers(
      String gateway, Route route, Cluster cluster, @Nullable RewriteSet rewrites) {
    var names =
        new AccessLogEntry.Route(
            gateway,
            route.listener().name(),
            route.rule().name(),
            cluster.target().name(),
            cluster.settings().name());
    return new ByMembers(route, cluster, rewrites, names);
  }

  /** Joins a route of a gateway and where its clients are sent. */
  static Served byRedirect(
      String gateway, Route route, RedirectConfiguration redirect, RedirectLocation location) {
    var names =
        new AccessLogEntry.Route(gateway, route.listener().name(), route.rule().name(), null, null);
    return new ByRedirect(redirect.redirectType(), location, names);
  }
}
