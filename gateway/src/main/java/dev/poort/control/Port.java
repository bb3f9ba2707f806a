package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import dev.poort.http.Live;
import dev.poort.http.Served;
import dev.poort.routing.RouteTable;
import dev.poort.tls.ListenerTls;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one port will serve.
 *
 * @param live the routes
 * @param tls the certificates; null in clear text
 */
record Port(Live live, @Nullable ListenerTls tls) {
  /**
   * Compiles it.
   *
   * @param listeners those of the port, at least one
   * @throws IOException when a certificate cannot be used
   */
  static Port of(
      ApplicationGateway config, Settings settings, List<HttpListener> listeners, Clusters clusters)
      throws IOException {
    HttpListener first = listeners.getFirst();
    RouteTable routes =
        RouteTable.of(config, first.frontendIpConfiguration(), first.frontendPort().port());
    Live live =
        new Live(
            config.name(),
            routes,
            settings.limits(),
            route -> Served.of(config.name(), route, clusters.of(route.rule())));
    boolean secure = first.protocol().secure();
    return new Port(live, secure ? ListenerTls.of(listeners, RouteTable::serves) : null);
  }

  /** Gives back what it holds; it was never served. */
  void discard() {
    if (tls != null) tls.close();
  }
}
