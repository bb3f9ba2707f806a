package dev.poort.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large the machine of a regular expression becomes at the least: its atoms, each as often as
 * counted repetition writes it out. One walk along the pattern, whether it is well formed or not.
 */
final class PatternSize {
  private static final long MOST = Integer.MAX_VALUE;

  /** RE2 refuses to repeat anything more often than 1000 times. */
  private static final long MOST_TIMES = 1001;

  private static final Pattern COUNTED = Pattern.compile("([0-9]{1,9})(?:,([0-9]{1,9})?)?}");

  private final String pattern;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  static long of(String pattern) {
    return new PatternSize(pattern).size();
  }

  private long size() {
    Deque<Long> outer = new ArrayDeque<>();
    long sum = 0;
    long last = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '(' -> {
          outer.push(sum);
          sum = 0;
          last = 0;
        }
        case ')' -> {
          last = sum + 2;
          sum = last + (outer.isEmpty() ? 0 : outer.pop());
        }
        case '{' -> {
          long more = last * (times() - 1);
          sum += Math.max(0, more);
          last += Math.max(0, more);
        }
        case '[' -> {
          skipClass();
          last = 1;
          sum++;
        }
        case '\\' -> {
          skipEscape();
          last = 1;
          sum++;
        }
        default -> {
          last = 1;
          sum++;
        }
      }
      if (sum > MOST) return MOST;
    }
    while (!outer.isEmpty()) sum += outer.pop();
    return Math.min(sum, MOST);
  }

  /** The larger number between braces; 1 when no counted repetition stands here. */
  private long times() {
    Matcher counted = COUNTED.matcher(pattern).region(at, pattern.length());
    if (!counted.lookingAt()) return 1;
    at = counted.end();
    String most = counted.group(2);
    return Math.min(Long.parseLong(most == null ? counted.group(1) : most), MOST_TIMES);
  }

  private void skipEscape() {
    if (at >= pattern.length()) return;
    char escaped = pattern.charAt(at++);
    boolean braces = "pPx".indexOf(escaped) >= 0 && at < pattern.length();
    if (braces && pattern.charAt(at) == '{') {
      int end = pattern.indexOf('}', at);
      if (end > 0) at = end + 1;
    } else if (escaped == 'Q') {
      int end = pattern.indexOf("\\E", at);
      // Counted as text of its own length by what follows, but without repetition.
      at = end < 0 ? pattern.length() : end + 2;
    }
  }

  private void skipClass() {
    if (at < pattern.length() && pattern.charAt(at) == '^') at++;
    if (at < pattern.length() && pattern.charAt(at) == ']') at++;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      if (pattern.charAt(at) == '\\') {
        at++;
      } else if (pattern.startsWith("[:", at)) {
        int end = pattern.indexOf(":]", at);
        if (end > 0) at = end + 1;
      }
      at++;
    }
    at++;
  }
}
