package dev.poort.http;

import dev.poort.backend.Cluster;
import dev.poort.backend.Server;
import dev.poort.config.AllowedOrigin;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectType;
import dev.poort.rewrite.RewriteSet;
import dev.poort.routing.RedirectLocation;
import dev.poort.routing.Route;
import dev.poort.telemetry.AccessLogEntry;
import dev.poort.websocket.SessionTerms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A route with what serves it at run time. */
public sealed interface Served {
  /** The names of what serves it, for the access log. */
  AccessLogEntry.Route names();

  /** From which pages WebSocket sessions may come; empty for any. */
  List<AllowedOrigin> origins();

  /**
   * Members serve it.
   *
   * @param route the listener and the rule
   * @param cluster the members
   * @param terms who may begin a WebSocket session and what holds in it
   * @param rewrites what is changed on the way there and back; null for nothing
   * @param names the same for the access log
   * @param namesByPool the same for each pool of a policy; empty for a pool
   */
  record ByMembers(
      Route route,
      Cluster cluster,
      SessionTerms terms,
      @Nullable RewriteSet rewrites,
      AccessLogEntry.Route names,
      Map<String, AccessLogEntry.Route> namesByPool)
      implements Served {
    public ByMembers {
      namesByPool = Map.copyOf(namesByPool);
    }

    @Override
    public List<AllowedOrigin> origins() {
      return terms.origins();
    }

    /** The names with the pool of the member that serves. */
    AccessLogEntry.Route names(Server server) {
      AccessLogEntry.Route own = namesByPool.get(server.pool());
      return own == null ? names : own;
    }
  }

  /**
   * The gateway sends the client elsewhere.
   *
   * @param type with which status
   * @param location where to
   * @param names the listener and the rule for the access log
   */
  record ByRedirect(RedirectType type, RedirectLocation location, AccessLogEntry.Route names)
      implements Served {
    @Override
    public List<AllowedOrigin> origins() {
      return List.of();
    }
  }

  /** Joins a route of a gateway, its members and its rewrites. */
  static Served byMembers(
      String gateway,
      Route route,
      Cluster cluster,
      SessionTerms terms,
      @Nullable RewriteSet rewrites) {
    var names = names(gateway, route, cluster, cluster.target().name());
    Map<String, AccessLogEntry.Route> byPool = new HashMap<>();
    if (cluster.target() instanceof LoadDistributionPolicy policy) {
      for (BackendAddressPool pool : policy.pools()) {
        byPool.put(pool.name(), names(gateway, route, cluster, pool.name()));
      }
    }
    return new ByMembers(route, cluster, terms, rewrites, names, byPool);
  }

  private static AccessLogEntry.Route names(
      String gateway, Route route, Cluster cluster, String pool) {
    return new AccessLogEntry.Route(
        gateway, route.listener().name(), route.rule().name(), pool, cluster.settings().name());
  }

  /** Joins a route of a gateway and where its clients are sent. */
  static Served byRedirect(
      String gateway, Route route, RedirectConfiguration redirect, RedirectLocation location) {
    var names =
        new AccessLogEntry.Route(gateway, route.listener().name(), route.rule().name(), null, null);
    return new ByRedirect(redirect.redirectType(), location, names);
  }
}
