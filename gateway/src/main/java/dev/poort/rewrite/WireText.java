package dev.poort.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What may stand where on the wire. Texts are octets, one a character. An octet that may not stand
 * in its place is percent-encoded: nothing that comes out of a variable can break out of it.
 */
final class WireText {
  private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

  private WireText() {}

  /** A text of a file as octets of UTF-8. */
  static String octets(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x80) continue;
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
    return text;
  }

  /** A header's value: control characters but tabs are encoded. */
  static String value(String octets) {
    return encoded(octets, Place.VALUE);
  }

  /** A path: what is no path's is encoded, a question mark too; it begins with one slash. */
  static String path(String octets) {
    String path = encoded(octets, Place.PATH);
    int slashes = 0;
    while (slashes < path.length() && path.charAt(slashes) == '/') slashes++;
    return slashes == 1 ? path : "/" + path.substring(slashes);
  }

  /** A query: what is no query's is encoded. */
  static String query(String octets) {
    return encoded(octets, Place.QUERY);
  }

  private static String encoded(String octets, Place place) {
    StringBuilder out = null;
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      if (mayStand(octets, i, place)) {
        if (out != null) out.append(c);
        continue;
      }
      if (out == null) out = start(octets, i);
      out.append('%').append(DIGITS[c >> 4 & 0xF]).append(DIGITS[c & 0xF]);
    }
    return out == null ? octets : out.toString();
  }

  private static StringBuilder start(String octets, int end) {
    return new StringBuilder(octets.length() + 16).append(octets, 0, end);
  }

  private static boolean mayStand(String octets, int at, Place place) {
    char c = octets.charAt(at);
    if (place == Place.VALUE) return c == '\t' || (c >= ' ' && c != 0x7F);
    if (c <= ' ' || c >= 0x7F || c == '#' || c == '\\') return false;
    if (place == Place.QUERY) return true;
    return c == '%' ? isEncoded(octets, at) : c != '?';
  }

  private static boolean isEncoded(String octets, int at) {
    return at + 2 < octets.length()
        && Character.digit(octets.charAt(at + 1), 16) >= 0
        && Character.digit(octets.charAt(at + 2), 16) >= 0;
  }

  /** A Basic credential's user (RFC 7617 2); null when it is none. */
  static @Nullable String user(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) return null;
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      String credentials = new String(decoded, StandardCharsets.ISO_8859_1);
      int colon = credentials.indexOf(':');
      return colon < 0 ? null : credentials.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return null; // not base64
    }
  }

  private enum Place {
    VALUE,
    PATH,
    QUERY
  }
}
