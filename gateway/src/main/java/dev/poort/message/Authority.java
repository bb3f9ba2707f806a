package dev.poort.message;

/**
 * The grammar of Host and of an absolute form's authority (RFC 3986 3.2.2, 3.2.3): a name or an
 * IPv6 address in brackets, then perhaps a colon and digits. Nothing that two parsers could cut in
 * two ways; so no user information, and no comma, which would make a list of it.
 */
public final class Authority {
  private Authority() {}

  /** Whether the text is an authority; an empty one is (RFC 9112 3.2). */
  public static boolean isValid(String text) {
    int colon = text.startsWith("[") ? afterBrackets(text) : afterName(text);
    if (colon < 0) return false;
    if (colon == text.length()) return true;
    if (text.charAt(colon) != ':') return false;
    for (int i = colon + 1; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
    }
    return true;
  }

  private static int afterName(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != ':') {
      char octet = text.charAt(end++);
      if (octet > 0x7f || !Octets.isHost((byte) octet)) return -1;
    }
    return end;
  }

  private static int afterBrackets(String text) {
    int close = text.indexOf(']');
    for (int i = 1; i < close; i++) {
      char octet = text.charAt(i);
      boolean address = octet == ':' || octet == '.';
      if (!address && (octet > 0x7f || Octets.hexDigit((byte) octet) < 0)) return -1;
    }
    return close > 1 ? close + 1 : -1;
  }
}
