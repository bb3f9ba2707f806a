package dev.poort.websocket;

import io.netty.buffer.ByteBuf;

/** The bits of a frame's header (RFC 6455 5.2), and how long it is. */
final class FrameHeader {
  /** In the first octet: whether the frame is the last of its message. */
  static final int FIN = 0x80;

  /** In the first octet: the bits that extensions may use. */
  static final int RSV = 0x70;

  static final int RSV1 = 0x40;

  /** In the first octet: what the frame is. */
  static final int OPCODE = 0x0f;

  static final int CONTINUATION = 0x0;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xa;

  /** The highest bit of the opcode: set in control frames. */
  static final int CONTROL = 0x08;

  /** In the second octet: whether a mask follows the length. */
  static final int MASKED = 0x80;

  /** In the second octet: the length, or how many octets have it. */
  static final int LENGTH = 0x7f;

  static final int TWO_OCTETS_OF_LENGTH = 126;
  static final int EIGHT_OCTETS_OF_LENGTH = 127;

  /** The longest payload of a control frame (5.5). */
  static final int LONGEST_CONTROL = 125;

  /** The longest header. */
  static final int LONGEST = 14;

  private FrameHeader() {}

  /** How many octets of length follow the second octet. */
  static int octetsOfLength(int second) {
    return switch (second & LENGTH) {
      case TWO_OCTETS_OF_LENGTH -> Short.BYTES;
      case EIGHT_OCTETS_OF_LENGTH -> Long.BYTES;
      default -> 0;
    };
  }

  /** How long the whole header is. */
  static int size(int second) {
    return 2 + octetsOfLength(second) + ((second & MASKED) == 0 ? 0 : Integer.BYTES);
  }

  /**
   * The length that a whole header announces; negative when the highest bit is set.
   *
   * @param at where the header begins
   */
  static long length(ByteBuf in, int at) {
    int field = in.getByte(at + 1) & LENGTH;
    return switch (field) {
      case TWO_OCTETS_OF_LENGTH -> in.getUnsignedShort(at + 2);
      case EIGHT_OCTETS_OF_LENGTH -> in.getLong(at + 2);
      default -> field;
    };
  }
}
