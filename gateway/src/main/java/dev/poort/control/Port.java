package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.Forward;
import dev.poort.config.HttpListener;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RewriteRuleSet;
import dev.poort.config.Settings;
import dev.poort.http.Live;
import dev.poort.http.Served;
import dev.poort.rewrite.RewriteSet;
import dev.poort.routing.RedirectLocation;
import dev.poort.routing.Route;
import dev.poort.routing.RouteTable;
import dev.poort.tls.ListenerTls;
import dev.poort.tls.OcspClient;
import dev.poort.tls.SniChoice;
import dev.poort.token.TokenCheck;
import dev.poort.websocket.SessionCounters;
import dev.poort.websocket.SessionTerms;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one port will serve.
 *
 * @param live the routes and what serves them
 * @param tls the certificates; null for a port that speaks HTTP in clear text
 */
record Port(Live live, @Nullable ListenerTls tls) {
  /**
   * Compiles a port.
   *
   * @param listeners those on the port, at least one
   * @param localPort where a listener is bound
   * @param tokens what looks at the tokens of requests
   * @param counters what limits on sessions count
   * @param tls what its TLS is made of
   * @throws IOException when a certificate cannot be used
   */
  static Port of(
      ApplicationGateway config,
      Settings settings,
      List<HttpListener> listeners,
      Clusters clusters,
      ToIntFunction<HttpListener> localPort,
      Map<EntraJwtValidation, TokenCheck> tokens,
      SessionCounters counters,
      Tls tls)
      throws IOException {
    HttpListener first = listeners.getFirst();
    RouteTable routes =
        RouteTable.of(config, first.frontendIpConfiguration(), first.frontendPort().port());
    String name = config.name();
    boolean secure = first.protocol().secure();
    IdentityHashMap<RewriteRuleSet, RewriteSet> rewrites = new IdentityHashMap<>();
    Live live =
        new Live(
            config,
            routes,
            settings.limits(),
            secure && mindTls(listeners),
            listeners.stream().anyMatch(listener -> settings.options().of(listener).h2c()),
            route -> served(name, route, settings, clusters, rewrites, localPort, counters),
            tokens);
    return new Port(live, secure ? tls(listeners, routes, config.enableHttp2(), tls) : null);
  }

  /**
   * What TLS is made of.
   *
   * @param ocsp asks about certificates
   * @param before what the port has now; null when it is new
   */
  record Tls(OcspClient ocsp, @Nullable ListenerTls before) {}

  private static ListenerTls tls(
      List<HttpListener> listeners, RouteTable routes, boolean http2, Tls tls) throws IOException {
    var choice = new SniChoice(routes.inOrder(listeners), host -> routes.listener(host, listeners));
    return ListenerTls.of(choice, http2, tls.before(), tls.ocsp());
  }

  /** Whether it counts for a request how its client shook hands. */
  private static boolean mindTls(List<HttpListener> listeners) {
    HttpListener first = listeners.getFirst();
    return listeners.stream()
        .anyMatch(
            each ->
                each.clientAuthentication() != null || !each.sslPolicy().equals(first.sslPolicy()));
  }

  private static Served served(
      String gateway,
      Route route,
      Settings settings,
      Clusters clusters,
      IdentityHashMap<RewriteRuleSet, RewriteSet> rewrites,
      ToIntFunction<HttpListener> localPort,
      SessionCounters counters) {
    return switch (route.action()) {
      case Forward forward -> {
        RewriteRuleSet set = forward.rewriteRuleSet();
        RewriteSet compiled = set == null ? null : rewrites.computeIfAbsent(set, RewriteSet::of);
        SessionTerms terms =
            SessionTerms.of(
                counters, route.listener(), forward.backendHttpSettings(), settings.options());
        yield Served.byMembers(gateway, route, clusters.of(forward), terms, compiled);
      }
      case RedirectConfiguration redirect ->
          Served.byRedirect(gateway, route, redirect, RedirectLocation.of(redirect, localPort));
    };
  }

  /** Gives back what it holds when it is not to serve after all. */
  void discard() {
    if (tls != null) tls.close();
  }
}
