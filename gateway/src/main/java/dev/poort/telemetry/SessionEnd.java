package dev.poort.telemetry;

/**
 * Every way in which a WebSocket session can end: the access log's {@code closeReason}. A test
 * holds docs/failures.md against it.
 */
public enum SessionEnd {
  /** A side sent a Close frame; the log has its code. */
  CLOSE_FRAME("close-frame"),
  /** A side closed its connection without a Close frame. */
  CONNECTION_CLOSED("connection-closed"),
  /** A side's connection was reset, or the network lost it. */
  CONNECTION_RESET("connection-reset"),
  /** What came over a side's TLS connection could not be deciphered. */
  TLS_ERROR("tls-error"),
  /** No octet went in either direction for the request time-out of the HTTP settings. */
  IDLE("idle"),
  /** A new configuration has no listener of that name. */
  LISTENER_REMOVED("listener-removed"),
  /** A new configuration does not have the member in the session's pool. */
  MEMBER_REMOVED("member-removed"),
  /** A new configuration has no rule that leads from the listener to the session's pool. */
  RULE_REMOVED("rule-removed"),
  /** Who runs the gateway has drained the member. */
  MEMBER_DRAINED("member-drained"),
  /** A member has joined or returned, and the session's own had more than its share. */
  REBALANCED("rebalanced"),
  /** A new process has taken over, and the time of this one is over. */
  HANDED_OVER("handed-over"),
  /** The gateway is shutting down. */
  SHUTDOWN("shutdown"),
  /** Who runs the gateway has asked for it. */
  OPERATOR("operator"),
  /** The client did not answer a Ping of the gateway's in time. */
  CLIENT_UNRESPONSIVE("client-unresponsive"),
  /** The member did not answer a Ping of the gateway's in time. */
  MEMBER_UNRESPONSIVE("member-unresponsive"),
  /** The client sent a longer message than poort.json's {@code sessionLimits} allow. */
  MESSAGE_TOO_BIG("message-too-big"),
  /** The client sent more messages a second than poort.json's {@code sessionLimits} allow. */
  MESSAGE_RATE("message-rate"),
  /** The client sent a frame that RFC 6455 does not allow ({@code validateFrames}). */
  CLIENT_PROTOCOL_ERROR("client-protocol-error"),
  /** The member did. */
  MEMBER_PROTOCOL_ERROR("member-protocol-error"),
  /** A defect of the gateway itself. */
  INTERNAL("internal");

  private final String logName;

  SessionEnd(String logName) {
    this.logName = logName;
  }

  /** Its name in the access log. */
  public String logName() {
    return logName;
  }
}
