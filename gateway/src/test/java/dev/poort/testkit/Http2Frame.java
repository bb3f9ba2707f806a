package dev.poort.testkit;

/** A frame of HTTP/2 (RFC 9113 4.1). */
public final class Http2Frame {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int PADDED = 8;
  public static final int CONTINUATION = 9;
  public static final int END_STREAM = 1;
  public static final int ACK = 1;
  public static final int END_HEADERS = 4;

  private final int type;
  private final int flags;
  private final int stream;
  private final byte[] payload;

  /**
   * @param type its number
   * @param flags its flags
   * @param stream the stream; 0 for the connection
   * @param payload what it holds
   */
  Http2Frame(int type, int flags, int stream, byte[] payload) {
    this.type = type;
    this.flags = flags;
    this.stream = stream;
    this.payload = payload;
  }

  /** Its number. */
  public int type() {
    return type;
  }

  /** Its flags. */
  public int flags() {
    return flags;
  }

  /** The stream; 0 for the connection. */
  public int stream() {
    return stream;
  }

  /** What it holds. */
  public byte[] payload() {
    return payload;
  }

  @Override
  public String toString() {
    return "Http2Frame[type=%d, flags=%d, stream=%d, %d bytes]"
        .formatted(type, flags, stream, payload.length);
  }

  /** Whether a flag is set. */
  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The 32 bits at a place of the payload. */
  public int number(int at) {
    int number = 0;
    for (int i = at; i < at + 4; i++) number = (number << 8) | (payload[i] & 0xff);
    return number;
  }
}
