package dev.poort.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * The regular expressions of rewrite rules: RE2, whose time is bounded by the length of the value
 * times the size of the pattern. Both are bounded here and in the reader of heads.
 */
public final class RewritePattern {
  /** Characters of a pattern. */
  public static final int LONGEST = 4096;

  /** Steps of the machine that a pattern becomes. */
  public static final int LARGEST = 5_000;

  private RewritePattern() {}

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException when it is none, or too large; the message says which
   */
  public static Pattern compile(String pattern, boolean ignoreCase) {
    if (pattern.length() > LONGEST) {
      throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
    }
    // Before it is compiled: (((a{1000}){1000}){1000} would take all memory.
    if (PatternSize.of(pattern) > LARGEST) {
      throw new IllegalArgumentException("repeats more than " + LARGEST + " times in all");
    }
    try {
      return Pattern.compile(pattern, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      String what = e.getDescription();
      throw new IllegalArgumentException(
          "is no RE2 expression: " + what + " at " + e.getPattern(), e);
    }
  }
}
