package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * What poort.json adds to one of the HTTP settings (poort.json: {@code backendHttpSettings.NAME}).
 *
 * @param http2 whether members are spoken to over HTTP/2, default false: over TLS where the member
 *     agrees by ALPN (RFC 9113 3.2), in clear text by prior knowledge (RFC 9113 3.3)
 * @param balancing how requests and sessions are spread over the members
 * @param keepAlive the gateway's own Pings in WebSocket sessions; null (default) for none
 * @param sessionLimits of the WebSocket sessions, default none
 * @param validateFrames whether a frame that RFC 6455 5.2 does not allow ends its session, default
 *     false: it passes as it is
 * @param retryAfterSeconds within how many seconds a client that is asked to come back shall do so,
 *     default 0: it is not told
 */
public record BackendOptions(
    boolean http2,
    BalancingOptions balancing,
    @Nullable KeepAliveOptions keepAlive,
    SessionLimits sessionLimits,
    boolean validateFrames,
    int retryAfterSeconds) {
  /** What holds where poort.json does not say. */
  public static final BackendOptions DEFAULT =
      new BackendOptions(false, BalancingOptions.DEFAULT, null, SessionLimits.NONE, false, 0);
}
