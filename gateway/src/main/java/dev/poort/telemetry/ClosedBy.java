package dev.poort.telemetry;

/** Who ended a WebSocket session. */
public enum ClosedBy {
  /** The client closed first. */
  CLIENT("client"),
  /** The member closed first. */
  MEMBER("member"),
  /** The gateway ended it: idle time-out, drain, shutdown. */
  GATEWAY("gateway");

  private final String logName;

  ClosedBy(String logName) {
    this.logName = logName;
  }

  /** The value in the access log. */
  public String logName() {
    return logName;
  }
}
