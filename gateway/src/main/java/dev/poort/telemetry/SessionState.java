package dev.poort.telemetry;

/** How far a WebSocket session has come. */
public enum SessionState {
  /** Octets go both ways. */
  OPEN("open"),
  /** What it needs was removed or drained; it goes on until its turn to leave comes. */
  DRAINING("draining"),
  /** The gateway has sent a Close frame, or one side is gone. */
  CLOSING("closing"),
  /** It has ended. */
  CLOSED("closed");

  private final String word;

  SessionState(String word) {
    this.word = word;
  }

  /** The value in documents and tables. */
  public String word() {
    return word;
  }
}
