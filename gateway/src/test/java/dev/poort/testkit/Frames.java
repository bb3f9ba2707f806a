package dev.poort.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Frames as a peer puts them on the wire (RFC 6455 5.2). */
public final class Frames {
  /** The opcode of the second and later fragments of a message. */
  public static final int CONTINUATION = 0x0;

  /** The opcode of text. */
  public static final int TEXT = 0x1;

  /** The opcode of octets. */
  public static final int BINARY = 0x2;

  /** The opcode of a Close frame. */
  public static final int CLOSE = 0x8;

  /** The opcode of a Ping frame. */
  public static final int PING = 0x9;

  /** The opcode of a Pong frame. */
  public static final int PONG = 0xa;

  /** The flag of a message's last frame. */
  public static final int FIN = 0x80;

  private static final int MASKED = 0x80;

  private Frames() {}

  /** A final frame as a server sends it. */
  public static byte[] unmasked(int opcode, byte[] payload) {
    return frame(FIN | opcode, payload, 0, false);
  }

  /** A final frame as a client sends it. */
  public static byte[] masked(int opcode, byte[] payload) {
    return frame(FIN | opcode, payload, 0x12a4_c8f1, true);
  }

  /**
   * A frame.
   *
   * @param first its first octet: FIN, reserved bits and opcode
   * @param mask the masking key, for a masked one
   */
  public static byte[] frame(int first, byte[] payload, int mask, boolean masked) {
    ByteBuffer out = ByteBuffer.allocate(14 + payload.length);
    int flag = masked ? MASKED : 0;
    out.put((byte) first);
    if (payload.length < 126) {
      out.put((byte) (flag | payload.length));
    } else if (payload.length < 1 << 16) {
      out.put((byte) (flag | 126)).putShort((short) payload.length);
    } else {
      out.put((byte) (flag | 127)).putLong(payload.length);
    }
    if (masked) out.putInt(mask);
    for (int i = 0; i < payload.length; i++) {
      int key = masked ? mask >>> (24 - 8 * (i % 4)) : 0;
      out.put((byte) (payload[i] ^ key));
    }
    byte[] frame = new byte[out.flip().remaining()];
    out.get(frame);
    return frame;
  }

  /** What a Close frame carries. */
  public static byte[] closePayload(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
  }

  /** Octets by chance. */
  public static byte[] random(Random random, int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  /** All parts one after another. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) all.writeBytes(part);
    return all.toByteArray();
  }
}
