package dev.poort.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes HTTP or HTTPS on a port of a frontend (ARM: {@code httpListeners}). WebSocket is always on.
 *
 * @param name unique among the listeners
 * @param frontendIpConfiguration where it listens
 * @param frontendPort the port on which it listens
 * @param protocol HTTP or HTTPS
 * @param hostNames the hosts it serves, in lower case, wildcards {@code *} and {@code ?} included;
 *     empty for a basic listener, which serves every host
 * @param sslCertificate its certificate; null exactly when the protocol is HTTP
 */
public record HttpListener(
    String name,
    FrontendIpConfiguration frontendIpConfiguration,
    FrontendPort frontendPort,
    Protocol protocol,
    List<String> hostNames,
    @Nullable SslCertificate sslCertificate)
    implements RedirectTarget {
  public HttpListener {
    hostNames = List.copyOf(hostNames);
  }

  /** Whether it serves only the hosts that it names. */
  public boolean multiSite() {
    return !hostNames.isEmpty();
  }
}
