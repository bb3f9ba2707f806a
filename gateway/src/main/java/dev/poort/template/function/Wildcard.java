package dev.poort.template.function;

/** A pattern in which {@code *} stands for any characters; letter case does not count. */
final class Wildcard {
  private final String pattern;

  Wildcard(String pattern) {
    this.pattern = pattern;
  }

  /** Whether the whole of a text is like it. */
  boolean matches(String text) {
    int first = pattern.indexOf('*');
    if (first < 0) return pattern.equalsIgnoreCase(text);
    int last = pattern.lastIndexOf('*');
    int end = text.length() - (pattern.length() - last - 1);
    if (first > end || !standsAt(0, first, text, 0)) return false;
    if (!standsAt(last + 1, pattern.length(), text, end)) return false;
    int from = first;
    for (int at = first + 1; at <= last; ) {
      int star = pattern.indexOf('*', at);
      var part = new Needle(pattern.substring(at, star), true);
      int found = part.in(text, from);
      if (found < 0 || found + part.length() > end) return false;
      from = found + part.length();
      at = star + 1;
    }
    return true;
  }

  private boolean standsAt(int start, int end, String text, int at) {
    return text.regionMatches(true, at, pattern, start, end - start);
  }
}
