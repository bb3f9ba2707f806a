package dev.poort.message;

import java.nio.charset.StandardCharsets;

/** The character classes of RFC 9110 5.6 and RFC 9112, as a table of bits. */
final class Octets {
  private static final byte TOKEN = 1;
  private static final byte FIELD = 2;
  private static final byte TARGET = 4;
  private static final byte HOST = 8;
  private static final byte[] CLASS = new byte[256];

  static {
    for (int octet = 0; octet < 256; octet++) {
      boolean visible = octet > 0x20 && octet < 0x7f;
      if (Character.isLetterOrDigit(octet) && octet < 0x80) CLASS[octet] |= TOKEN | HOST;
      if (visible) CLASS[octet] |= TARGET;
      if (visible || octet == ' ' || octet == '\t' || octet >= 0x80) CLASS[octet] |= FIELD;
    }
    for (char mark : "!#$%&'*+-.^_`|~".toCharArray()) CLASS[mark] |= TOKEN;
    // RFC 3986 3.2.2: reg-name.
    for (char mark : "-._~%!$&'()*+;=".toCharArray()) CLASS[mark] |= HOST;
    // A fragment never goes over the wire, and what a parser makes of one differs.
    CLASS['#'] &= ~TARGET;
    // Some servers read a backslash as a slash, others do not.
    CLASS['\\'] &= ~TARGET;
  }

  private Octets() {}

  static boolean isToken(byte octet) {
    return (CLASS[octet & 0xff] & TOKEN) != 0;
  }

  static boolean isFieldContent(byte octet) {
    return (CLASS[octet & 0xff] & FIELD) != 0;
  }

  static boolean isTarget(byte octet) {
    return (CLASS[octet & 0xff] & TARGET) != 0;
  }

  static boolean isHost(byte octet) {
    return (CLASS[octet & 0xff] & HOST) != 0;
  }

  static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  static int hexDigit(byte octet) {
    if (octet >= '0' && octet <= '9') return octet - '0';
    int lower = octet | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static boolean equalIgnoreCase(byte[] octets, int start, int end, byte[] other) {
    if (end - start != other.length) return false;
    for (int i = 0; i < other.length; i++) {
      byte a = octets[start + i];
      byte b = other[i];
      if (a != b && lower(a) != lower(b)) return false;
    }
    return true;
  }

  static boolean equalIgnoreCase(byte[] octets, int start, int end, String other) {
    if (end - start != other.length()) return false;
    for (int i = 0; i < end - start; i++) {
      if (lower(octets[start + i]) != lower((byte) other.charAt(i))) return false;
    }
    return true;
  }

  static int lower(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
  }

  static String text(byte[] octets, int start, int end) {
    return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
