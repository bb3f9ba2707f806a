package dev.poort.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The spellings of a path (RFC 3986 6.2.2): one normal form, and the other ways to read it. */
final class PathText {
  private static final String UNRESERVED_MARKS = "-._~";
  private static final Pattern SLASHES = Pattern.compile("//+");

  /** Slash and backslash, in UTF-8 longer than allowed too (RFC 3629 10). */
  private static final Pattern ENCODED_SEPARATOR =
      Pattern.compile("(?i)%2f|%5c|%c0%af|%c1%9c|%e0%80%af|%e0%81%9c");

  private static final Pattern OVERLONG_DOT = Pattern.compile("(?i)%c0%ae|%e0%80%ae");
  private static final Pattern TWICE_ENCODED = Pattern.compile("(?i)%25(?=[0-9a-f]{2})");
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");
  private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.\\.?(/|$)");

  private PathText() {}

  /** Where the path ends in a target. */
  static int end(String target) {
    int question = target.indexOf('?');
    return question < 0 ? target.length() : question;
  }

  /** Whether the path of a target is in normal form and cannot be read in any other way. */
  static boolean isPlain(String target) {
    char before = 0;
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == '?') return true;
      if (c == '%' || c == ';' || (before == '/' && (c == '.' || c == '/'))) return false;
      before = c;
    }
    return true;
  }

  /**
   * A path with its unreserved characters as they are and its dot segments removed; null when its
   * percent-encoding is broken or hides a NUL, at which some servers end a text.
   */
  static @Nullable String normal(String path) {
    String decoded = decoded(path);
    return decoded == null ? null : withoutDotSegments(decoded);
  }

  /** A pattern without its star in the form in which paths are matched, in lower case. */
  static String ofPattern(String pattern) {
    String decoded = decoded(pattern);
    return merged(decoded == null ? pattern : decoded).toLowerCase(Locale.ROOT);
  }

  /** A path with its unreserved characters as they are; null when its encoding is broken. */
  static @Nullable String decoded(String path) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 3)) {
      int octet = octet(path, at);
      if (octet <= 0) return null;
      if (!isUnreserved((char) octet)) continue;
      out.append(path, copied, at).append((char) octet);
      copied = at + 3;
    }
    return copied == 0 ? path : out.append(path, copied, path.length()).toString();
  }

  /** The octet that stands percent-encoded at a place; -1 when none does. */
  private static int octet(String path, int at) {
    if (at + 2 >= path.length()) return -1;
    int high = Character.digit(path.charAt(at + 1), 16);
    int low = Character.digit(path.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED_MARKS.indexOf(c) >= 0;
  }

  /** RFC 3986 5.2.4. */
  private static String withoutDotSegments(String path) {
    if (!hasDotSegment(path)) return path;
    StringBuilder out = new StringBuilder(path.length());
    for (int start = 0; start < path.length(); ) {
      int slash = path.indexOf('/', start + 1);
      int next = slash < 0 ? path.length() : slash;
      String segment = path.substring(start, next);
      switch (segment) {
        case "/." -> {}
        case "/.." -> out.setLength(Math.max(0, out.lastIndexOf("/")));
        default -> out.append(segment);
      }
      if (slash < 0 && (segment.equals("/.") || segment.equals("/.."))) out.append('/');
      start = next;
    }
    return out.toString();
  }

  /** Whether a segment is {@code .} or {@code ..}. */
  static boolean hasDotSegment(String path) {
    return path.contains("/.") && DOT_SEGMENT.matcher(path).find();
  }

  /** A path as servers read it that take several slashes for one. */
  static String merged(String path) {
    return path.contains("//") ? SLASHES.matcher(path).replaceAll("/") : path;
  }

  /**
   * A path in normal form as other servers read it: those that take an encoded slash or backslash
   * for a slash, those that cut the parameters off a segment, and those that decode twice.
   */
  static List<String> otherReadings(String path) {
    List<String> readings = new ArrayList<>(2);
    String separated = separated(path);
    if (!separated.equals(path)) readings.add(separated);
    if (path.indexOf(';') >= 0) readings.add(PARAMETERS.matcher(path).replaceAll(""));
    Matcher twice = TWICE_ENCODED.matcher(path);
    if (twice.find()) {
      String once = twice.replaceAll("%");
      String decoded = decoded(once);
      readings.add(separated(decoded == null ? once : decoded));
    }
    return readings;
  }

  private static String separated(String path) {
    if (path.indexOf('%') < 0) return path;
    String dotted = OVERLONG_DOT.matcher(path).replaceAll(".");
    return ENCODED_SEPARATOR.matcher(dotted).replaceAll("/");
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }
}
