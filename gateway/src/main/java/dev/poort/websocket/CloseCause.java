package dev.poort.websocket;

import dev.poort.telemetry.SessionEnd;

/**
 * Why the gateway ends a session: the code and the text of the Close frames that both sides get.
 */
public enum CloseCause {
  /** No octet went in either direction for the request time-out of the HTTP settings. */
  IDLE(1001, "idle for the request time-out", SessionEnd.IDLE),
  /** A new configuration has no listener of that name. */
  LISTENER_REMOVED(1001, "the listener was removed", SessionEnd.LISTENER_REMOVED),
  /** A new configuration does not have the member in the session's pool. */
  MEMBER_REMOVED(1001, "the member was removed", SessionEnd.MEMBER_REMOVED),
  /** The gateway is shutting down. */
  SHUTDOWN(1001, "the gateway is shutting down", SessionEnd.SHUTDOWN);

  private final int code;
  private final String reason;
  private final SessionEnd end;

  CloseCause(int code, String reason, SessionEnd end) {
    this.code = code;
    this.reason = reason;
    this.end = end;
  }

  /** The close code (RFC 6455 7.4.1). */
  public int code() {
    return code;
  }

  /** The close reason. */
  public String reason() {
    return reason;
  }

  /** What the access log says. */
  SessionEnd end() {
    return end;
  }
}
