package dev.poort.message;

import org.jspecify.annotations.Nullable;

/**
 * A request target in absolute form, taken apart (RFC 9112 3.2.2).
 *
 * @param authority host and port
 * @param target path and query, at least {@code /}
 * @param bare whether it had neither
 */
record AbsoluteForm(String authority, String target, boolean bare) {
  /** Null when the text is not an http or https URI with a host. */
  static @Nullable AbsoluteForm of(String text) {
    int start = afterScheme(text);
    if (start < 0) return null;
    int end = start;
    while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') end++;
    if (end == start) return null;
    String rest = text.substring(end);
    String target = rest.startsWith("/") ? rest : "/" + rest;
    return new AbsoluteForm(text.substring(start, end), target, rest.isEmpty());
  }

  private static int afterScheme(String text) {
    if (text.regionMatches(true, 0, "http://", 0, 7)) return 7;
    return text.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }
}
