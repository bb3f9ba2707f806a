package dev.poort.websocket;

import io.netty.buffer.ByteBuf;

/**
 * Follows the frames of one direction by their headers alone (RFC 6455 5.2): 2 to 14 octets a frame
 * are looked at, a payload is stepped over. It changes nothing and copies nothing; all it knows is
 * where a frame ends, how many messages have ended, and what the first Close frame said.
 *
 * <pre>
 *  BOUNDARY ─ first octet ─▶ header (length, mask) ─ complete ─▶ payload ─ stepped over ─▶ BOUNDARY
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class FrameFollower {
  /** The bits that tell a message's last frame: FIN, and not the highest bit of the opcode. */
  private static final int FIN_OR_CONTROL = FrameHeader.FIN | FrameHeader.CONTROL;

  /** RFC 6455 7.4.1: a Close frame without a code. */
  static final int NO_CODE = 1005;

  /** Octets of the present header seen; 0 between frames. */
  private int headerSeen;

  private int headerSize;
  private int maskAt;
  private long length;

  /** The first octet of the present header: FIN, reserved bits, opcode. */
  private int first;

  private boolean masked;

  /** Octets of the present payload that are still to come. */
  private long payload;

  private int mask;
  private int codeSeen;
  private int code;
  private boolean closed;
  private long messages;

  /** Whether the next octet begins a frame. */
  boolean atBoundary() {
    return headerSeen == 0 && payload == 0;
  }

  /** How many messages have passed whole: text, binary and what else is no control frame. */
  long messages() {
    return messages;
  }

  /** Whether a Close frame has passed. */
  boolean closed() {
    return closed;
  }

  /** The code of the first Close frame, {@link #NO_CODE} when it had none. */
  int closeCode() {
    return codeSeen == 2 ? code : NO_CODE;
  }

  /** Steps over all that the buffer has, without moving its indices. */
  void follow(ByteBuf in) {
    int at = in.readerIndex();
    int end = in.writerIndex();
    while (at < end) at = step(in, at, end);
  }

  /**
   * Steps over the frame that begins or goes on at an index.
   *
   * @return the index after it, or where the buffer ends
   */
  int followFrame(ByteBuf in, int at) {
    int end = in.writerIndex();
    do {
      at = step(in, at, end);
    } while (at < end && !atBoundary());
    return at;
  }

  /**
   * Steps over the buffer until a frame ends.
   *
   * @return the index after that frame; -1 when the buffer ends inside it
   */
  int followToBoundary(ByteBuf in) {
    int at = in.readerIndex();
    int end = in.writerIndex();
    while (!atBoundary()) {
      if (at == end) return -1;
      at = step(in, at, end);
    }
    return at;
  }

  private int step(ByteBuf in, int at, int end) {
    if (payload > 0) return stepPayload(in, at, end);
    if (headerSeen == 0 && end - at >= FrameHeader.LONGEST) return stepHeader(in, at);
    header(in.getByte(at) & 0xff);
    return at + 1;
  }

  /** The usual case: the header is in the buffer as a whole. */
  private int stepHeader(ByteBuf in, int at) {
    int start = in.getUnsignedShort(at);
    int next = at + 2;
    first = start >>> 8;
    masked = (start & FrameHeader.MASKED) != 0;
    length = start & FrameHeader.LENGTH;
    if (length == FrameHeader.TWO_OCTETS_OF_LENGTH) {
      length = in.getUnsignedShort(next);
      next += 2;
    } else if (length == FrameHeader.EIGHT_OCTETS_OF_LENGTH) {
      length = in.getLong(next);
      next += 8;
    }
    if (masked) {
      mask = in.getInt(next);
      next += 4;
    }
    headerEnded();
    return next;
  }

  private int stepPayload(ByteBuf in, int at, int end) {
    int length = (int) Math.min(payload, end - at);
    if ((first & FrameHeader.OPCODE) == FrameHeader.CLOSE && codeSeen < 2 && !closed)
      closeCode(in, at, length);
    payload -= length;
    if (payload == 0) frameEnded();
    return at + length;
  }

  private void closeCode(ByteBuf in, int at, int length) {
    for (int i = 0; i < length && codeSeen < 2; i++) {
      int octet = in.getByte(at + i) & 0xff;
      if (masked) octet ^= mask >>> (24 - 8 * codeSeen) & 0xff;
      code = code << 8 | octet;
      codeSeen++;
    }
  }

  /** The header comes in pieces: one octet of it. */
  private void header(int octet) {
    switch (headerSeen++) {
      case 0 -> first = octet;
      case 1 -> {
        masked = (octet & FrameHeader.MASKED) != 0;
        int extended = FrameHeader.octetsOfLength(octet);
        headerSize = FrameHeader.size(octet);
        length = extended == 0 ? octet & FrameHeader.LENGTH : 0;
        maskAt = 2 + extended;
      }
      default -> {
        if (headerSeen <= maskAt) {
          length = length << 8 | octet;
        } else {
          mask = mask << 8 | octet;
        }
      }
    }
    if (headerSeen > 1 && headerSeen == headerSize) headerEnded();
  }

  private void headerEnded() {
    headerSeen = 0;
    headerSize = 0;
    // A length with its highest bit set breaks RFC 6455 5.2; such a frame never ends.
    payload = length < 0 ? Long.MAX_VALUE : length;
    if (payload == 0) frameEnded();
  }

  private void frameEnded() {
    if ((first & FIN_OR_CONTROL) == FrameHeader.FIN) messages++;
    else if ((first & FrameHeader.OPCODE) == FrameHeader.CLOSE) closed = true;
  }
}
