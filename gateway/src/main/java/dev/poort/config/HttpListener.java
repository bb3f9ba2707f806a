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
 * @param requireServerNameIndication whether clients must name the host in the TLS handshake
 * @param sslProfile its TLS where that is not the gateway's; null for none
 * @param sslPolicy which TLS it speaks: its profile's policy, else the gateway's
 * @param customErrorConfigurations its own pages and, for what it has none, the gateway's
 */
public record HttpListener(
    String name,
    FrontendIpConfiguration frontendIpConfiguration,
    FrontendPort frontendPort,
    Protocol protocol,
    List<String> hostNames,
    @Nullable SslCertificate sslCertificate,
    boolean requireServerNameIndication,
    @Nullable SslProfile sslProfile,
    SslPolicy sslPolicy,
    List<CustomError> customErrorConfigurations)
    implements RedirectTarget {
  public HttpListener {
    hostNames = List.copyOf(hostNames);
    customErrorConfigurations = List.copyOf(customErrorConfigurations);
  }

  /** A listener with Azure's defaults for all that is rarely said. */
  public HttpListener(
      String name,
      FrontendIpConfiguration frontendIpConfiguration,
      FrontendPort frontendPort,
      Protocol protocol,
      List<String> hostNames,
      @Nullable SslCertificate sslCertificate) {
    this(
        name,
        frontendIpConfiguration,
        frontendPort,
        protocol,
        hostNames,
        sslCertificate,
        false,
        null,
        SslPolicy.DEFAULT,
        List.of());
  }

  /** How its clients prove who they are; null when they need not. */
  public @Nullable ClientAuthentication clientAuthentication() {
    return sslProfile == null ? null : sslProfile.clientAuthentication();
  }

  /** Whether it serves only the hosts that it names. */
  public boolean multiSite() {
    return !hostNames.isEmpty();
  }
}
