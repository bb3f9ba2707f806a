package dev.poort.json;

/**
 * Reads strings. They may go over several lines, as ARM allows; so a forgotten closing quote is
 * recognised by what follows the next quote and reported where it was forgotten.
 */
final class StringScanner {
  private final Cursor cursor;
  private final String text;

  StringScanner(Cursor cursor) {
    this.cursor = cursor;
    text = cursor.text();
  }

  /** Reads the string whose opening quote is here and stops behind it. */
  String scan() {
    int open = cursor.offset();
    char quote = text.charAt(open);
    if (quote == '\'' && !cursor.embedded()) {
      cursor.error(open, "a string in single quotes", "Put it in double quotes");
    }
    int close = close(open + 1, quote);
    if (close < 0 || swallowsLines(open, close)) return unclosed(open);
    cursor.moveTo(close + 1);
    return decode(open + 1, close);
  }

  private int close(int from, char quote) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) return i;
      if (c == '\\') i++;
    }
    return -1;
  }

  /** Whether a string of several lines ends where JSON cannot go on. */
  private boolean swallowsLines(int open, int close) {
    if (text.indexOf('\n', open, close) < 0) return false;
    int next = close + 1;
    while (next < text.length() && Cursor.isBlank(text.charAt(next))) next++;
    return next < text.length() && ",:]}/".indexOf(text.charAt(next)) < 0;
  }

  private String unclosed(int open) {
    cursor.error(open, "the string that begins here is not closed", "Write \" where it ends");
    int feed = text.indexOf('\n', open);
    int end = feed < 0 ? text.length() : feed;
    while (end > open + 1 && endsLine(text.charAt(end - 1))) end--;
    cursor.moveTo(end);
    return decode(open + 1, end);
  }

  private static boolean endsLine(char c) {
    return c == ',' || Cursor.isBlank(c);
  }

  private String decode(int from, int to) {
    if (isPlain(from, to)) return text.substring(from, to);
    var decoded = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < to) i = escape(i, to, decoded);
      else decoded.append(c);
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
        cursor.error(i, "a control character (" + (int) c + ") in a string", "Take it out");
      }
    }
    return decoded.toString();
  }

  private boolean isPlain(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\' || c < ' ') return false;
    }
    return true;
  }

  /** Resolves the escape at an offset and gives the offset of its last character. */
  private int escape(int at, int to, StringBuilder decoded) {
    char c = text.charAt(at + 1);
    int known = "\"\\/bfnrt".indexOf(c);
    if (known >= 0) {
      decoded.append("\"\\/\b\f\n\r\t".charAt(known));
      return at + 1;
    }
    if (c == '\'' && cursor.embedded()) {
      decoded.append(c);
      return at + 1;
    }
    int codeUnit = c == 'u' ? hex(at + 2, to) : -1;
    if (codeUnit >= 0) {
      decoded.append((char) codeUnit);
      return at + 5;
    }
    cursor.error(at, "a backslash that begins no escape", "Write \\\\ for a backslash");
    decoded.append('\\');
    return at;
  }

  private int hex(int from, int to) {
    if (from + 4 > to) return -1;
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }
}
