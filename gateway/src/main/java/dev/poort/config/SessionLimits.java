package dev.poort.config;

/**
 * How many WebSocket sessions there may be, and how much clients may say in them (poort.json:
 * {@code sessionLimits} of a listener or of HTTP settings). 0 (default) is no limit.
 *
 * @param sessions sessions that are open; one more is 503
 * @param sessionsPerClient those from one IP address; one more is 429
 * @param sessionsPerMember those on one member; others are tried, then one more is 503
 * @param handshakesPerSecond handshakes that begin, as many at once; more are 429
 * @param messagesPerSecond messages and Pings of one client, as many at once; more are Close 1008
 * @param messageBytes payload of one message of a client as its frames announce it; more is Close
 *     1009
 * @param bufferedBytes what the gateway keeps of one session for peers that read slowly before it
 *     stops to read for them
 */
public record SessionLimits(
    int sessions,
    int sessionsPerClient,
    int sessionsPerMember,
    int handshakesPerSecond,
    int messagesPerSecond,
    long messageBytes,
    int bufferedBytes) {
  /** No limits. */
  public static final SessionLimits NONE = new SessionLimits(0, 0, 0, 0, 0, 0, 0);

  /** Whether it is about who may begin a session. */
  public boolean atHandshake() {
    return sessions > 0
        || sessionsPerClient > 0
        || sessionsPerMember > 0
        || handshakesPerSecond > 0;
  }
}
