package dev.poort.websocket;

/**
 * Why the gateway ends a session: the code and the text of the Close frames that both sides get.
 */
public enum CloseCause {
  /** No octet went in either direction for the request time-out of the HTTP settings. */
  IDLE(1001, "idle for the request time-out", "idle"),
  /** A new configuration has no listener of that name. */
  LISTENER_REMOVED(1001, "the listener was removed", "listener-removed"),
  /** A new configuration does not have the member in the session's pool. */
  MEMBER_REMOVED(1001, "the member was removed", "member-removed"),
  /** The gateway is shutting down. */
  SHUTDOWN(1001, "the gateway is shutting down", "shutdown");

  private final int code;
  private final String reason;
  private final String logName;

  CloseCause(int code, String reason, String logName) {
    this.code = code;
    this.reason = reason;
    this.logName = logName;
  }

  /** The close code (RFC 6455 7.4.1). */
  public int code() {
    return code;
  }

  /** The close reason. */
  public String reason() {
    return reason;
  }

  /** The access log's {@code closeReason}. */
  public String logName() {
    return logName;
  }
}
