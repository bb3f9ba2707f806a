package dev.poort.testkit;

import java.nio.charset.StandardCharsets;

/**
 * A frame that a test has read (RFC 6455 5.2).
 *
 * @param first its first octet: FIN, reserved bits and opcode
 * @param masked whether it came masked
 * @param payload what it carries, unmasked
 */
@SuppressWarnings("ArrayRecordComponent") // frames are looked at, never compared
public record Frame(int first, boolean masked, byte[] payload) {
  /** What kind of frame it is. */
  public int opcode() {
    return first & 0x0f;
  }

  /** The payload as text. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** The code of a Close frame. */
  public int closeCode() {
    return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
  }

  /** The reason of a Close frame. */
  public String closeReason() {
    return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
  }
}
