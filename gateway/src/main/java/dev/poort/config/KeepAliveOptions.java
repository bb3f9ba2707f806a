package dev.poort.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own Pings in WebSocket sessions (RFC 6455 5.5.2; poort.json: {@code
 * backendHttpSettings.NAME.keepAlive}).
 *
 * @param client how often clients are pinged; null (default) for never
 * @param member how often members are pinged; null (default) for never
 * @param timeout how long a peer may take to answer, default 10 s
 * @param countsAsTraffic whether an answer begins the session's idle time anew, default false
 */
public record KeepAliveOptions(
    @Nullable Duration client,
    @Nullable Duration member,
    Duration timeout,
    boolean countsAsTraffic) {
  /** How long a peer may take where poort.json does not say. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** How often the peer on one side is pinged; null for never. */
  public @Nullable Duration interval(boolean server) {
    return server ? member : client;
  }
}
