package dev.poort.websocket;

/**
 * How a session ended.
 *
 * @param closedBy who began the end
 * @param code the first Close frame's code; 1006 when there was none (RFC 6455 7.1.5)
 * @param reason why, one word for the log
 * @param bytesFromClient octets from the client
 * @param bytesFromMember octets from the member
 */
public record TunnelEnd(
    Closer closedBy, int code, String reason, long bytesFromClient, long bytesFromMember) {
  /** Who began the end of a session. */
  public enum Closer {
    /** The client. */
    CLIENT("client"),
    /** The member. */
    MEMBER("member"),
    /** The gateway. */
    GATEWAY("gateway");

    private final String logName;

    Closer(String logName) {
      this.logName = logName;
    }

    /** The access log's {@code closedBy}. */
    public String logName() {
      return logName;
    }
  }
}
