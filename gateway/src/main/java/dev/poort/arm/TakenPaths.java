package dev.poort.arm;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which path rule of a map already takes all paths of a pattern; quick for any number of them. */
final class TakenPaths {
  private final Map<String, String> exact = new HashMap<>();
  private final TreeMap<String, String> open = new TreeMap<>();

  /** Gives a pattern to a rule; returns the rule that has all of it already, null for none. */
  @Nullable String give(String pattern, String rule) {
    String text = pattern.toLowerCase(Locale.ROOT);
    boolean star = text.endsWith("*");
    if (star) text = text.substring(0, text.length() - 1);
    String taker = takerOfAllUnder(text);
    if (taker == null && !star) taker = exact.get(text);
    if (taker == null) (star ? open : exact).put(text, rule);
    return taker;
  }

  /** The rule of a pattern that ends in a star and begins the text. */
  private @Nullable String takerOfAllUnder(String text) {
    String before = open.floorKey(text);
    while (before != null && !text.startsWith(before)) {
      // What begins the text can only begin what the two have in common.
      before = open.floorKey(common(before, text));
    }
    return before == null ? null : open.get(before);
  }

  private static String common(String one, String other) {
    int end = 0;
    while (end < one.length() && end < other.length() && one.charAt(end) == other.charAt(end)) {
      end++;
    }
    return one.substring(0, end);
  }
}
