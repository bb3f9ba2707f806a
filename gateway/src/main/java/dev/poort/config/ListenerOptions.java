package dev.poort.config;

import java.util.List;

/**
 * What poort.json adds to one listener (poort.json: {@code httpListeners.NAME}).
 *
 * @param h2c whether clients may speak HTTP/2 in clear text by prior knowledge (RFC 9113 3.3) on
 *     the port of an HTTP listener, default false
 * @param sessionLimits of its WebSocket sessions, default none
 * @param allowedOrigins from which pages WebSocket sessions may come; empty (default) for any
 */
public record ListenerOptions(
    boolean h2c, SessionLimits sessionLimits, List<AllowedOrigin> allowedOrigins) {
  /** What holds where poort.json does not say. */
  public static final ListenerOptions DEFAULT =
      new ListenerOptions(false, SessionLimits.NONE, List.of());

  public ListenerOptions {
    allowedOrigins = List.copyOf(allowedOrigins);
  }
}
