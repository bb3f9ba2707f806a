package dev.poort.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway speaks to members (ARM: {@code backendHttpSettingsCollection}).
 *
 * @param name unique among the settings
 * @param port 1 to 65535, the port of each member
 * @param protocol HTTP or HTTPS
 * @param requestTimeout 1 to 86400 s, default {@link #DEFAULT_REQUEST_TIMEOUT}: how long a member
 *     may take to answer, and how long a WebSocket session may be silent in both directions
 * @param hostName what stands in Host instead of the client's; null to leave it
 * @param pickHostNameFromBackendAddress whether Host is the member's own name
 * @param path what stands before the request's path on its way to a member, or takes the place of
 *     what a path rule's pattern names before its {@code *}; begins with a slash; null to leave the
 *     path as it is
 * @param probe the probe that governs the members; null for the default probe
 * @param drainTimeout how long a removed member keeps what it has (ARM: {@code
 *     connectionDraining.drainTimeoutInSec}, 1 to 3600 s, default {@link #DEFAULT_DRAIN_TIMEOUT})
 * @param affinityCookieName the cookie that leads a client back to its member (ARM: {@code
 *     cookieBasedAffinity} and {@code affinityCookieName}, default {@link
 *     #DEFAULT_AFFINITY_COOKIE}); null when there is none
 * @param dedicatedBackendConnection whether each client connection has a connection to a member of
 *     its own, as NTLM needs it
 * @param backendTls how members prove who they are, over HTTPS
 */
public record BackendHttpSettings(
    String name,
    int port,
    Protocol protocol,
    Duration requestTimeout,
    @Nullable String hostName,
    boolean pickHostNameFromBackendAddress,
    @Nullable String path,
    @Nullable Probe probe,
    Duration drainTimeout,
    @Nullable String affinityCookieName,
    boolean dedicatedBackendConnection,
    BackendTls backendTls) {
  /** The request time-out where the file gives none. */
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(30);

  /** The drain time where the file gives none. */
  public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);

  /** The affinity cookie where the file names none. */
  public static final String DEFAULT_AFFINITY_COOKIE = "ApplicationGatewayAffinity";

  /** Settings with Azure's defaults for all that is rarely said. */
  public BackendHttpSettings(
      String name,
      int port,
      Protocol protocol,
      Duration requestTimeout,
      @Nullable String hostName,
      boolean pickHostNameFromBackendAddress,
      @Nullable String path,
      @Nullable Probe probe,
      Duration drainTimeout) {
    this(
        name,
        port,
        protocol,
        requestTimeout,
        hostName,
        pickHostNameFromBackendAddress,
        path,
        probe,
        drainTimeout,
        null,
        false,
        BackendTls.DEFAULT);
  }
}
