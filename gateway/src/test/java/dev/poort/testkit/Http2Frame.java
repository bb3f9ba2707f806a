package dev.poort.testkit;

/**
 * A frame of HTTP/2 (RFC 9113 4.1).
 *
 * @param type its number
 * @param flags its flags
 * @param stream the stream; 0 for the connection
 * @param payload what it holds
 */
public record Http2Frame(int type, int flags, int stream, byte[] payload) {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int END_STREAM = 1;
  public static final int ACK = 1;
  public static final int END_HEADERS = 4;

  /** Whether a flag is set. */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The 32 bits at a place of the payload. */
  public int number(int at) {
    int number = 0;
    for (int i = at; i < at + 4; i++) number = number << 8 | payload[i] & 0xff;
    return number;
  }
}
