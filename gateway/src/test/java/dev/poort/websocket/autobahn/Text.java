package dev.poort.websocket.autobahn;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/** Payloads of cases. */
final class Text {
  private Text() {}

  static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static byte[] repeat(int octet, int count) {
    byte[] octets = new byte[count];
    Arrays.fill(octets, (byte) octet);
    return octets;
  }

  /** The pattern again and again, that many octets in all. */
  static byte[] repeat(byte[] pattern, int length) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) octets[i] = pattern[i % pattern.length];
    return octets;
  }
}
