package dev.poort.websocket;

import dev.poort.config.BackendOptions;
import dev.poort.config.KeepAliveOptions;
import dev.poort.config.ListenerOptions;
import dev.poort.config.SessionLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway does in a session beyond passing octets on. A session without any of it costs
 * nothing more.
 *
 * @param keepAlive the gateway's own Pings; null for none
 * @param messagesPerSecond how many messages a client may send; 0 for any number
 * @param messageBytes how long a client's message may be; 0 for any length
 * @param bufferedBytes how much may wait for slow peers; 0 for the transport's own bound
 * @param validateFrames whether frames that RFC 6455 does not allow are refused
 * @param retryAfterSeconds within how many seconds a client that is asked to come back shall do so;
 *     0 when it is not told
 */
public record SessionRules(
    @Nullable KeepAliveOptions keepAlive,
    int messagesPerSecond,
    long messageBytes,
    int bufferedBytes,
    boolean validateFrames,
    int retryAfterSeconds) {

  /** What poort.json says of a listener and of HTTP settings; of two limits the lower holds. */
  public static SessionRules of(ListenerOptions listener, BackendOptions settings) {
    SessionLimits one = listener.sessionLimits();
    SessionLimits other = settings.sessionLimits();
    return new SessionRules(
        settings.keepAlive(),
        (int) lower(one.messagesPerSecond(), other.messagesPerSecond()),
        lower(one.messageBytes(), other.messageBytes()),
        (int) lower(one.bufferedBytes(), other.bufferedBytes()),
        settings.validateFrames(),
        settings.retryAfterSeconds());
  }

  private static long lower(long one, long other) {
    if (one == 0 || other == 0) return Math.max(one, other);
    return Math.min(one, other);
  }

  /** Whether frames are looked at before they pass. */
  boolean inspect() {
    return keepAlive != null || limitsMessages() || validateFrames;
  }

  /** Whether there is a limit on what a client says. */
  boolean limitsMessages() {
    return messagesPerSecond > 0 || messageBytes > 0;
  }
}
