package dev.poort.json;

import dev.poort.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into what a setting wants. What does not fit is reported, and null given back; texts
 * never appear in a problem, as they may be secrets.
 */
public final class JsonValues {
  /** So many errors are kept, and so many warnings: the rest says nothing new. */
  public static final int MAX_PROBLEMS = 500;

  private static final int LONGEST_ECHO = 60;

  private final List<Problem> problems;
  private int errors;
  private int warnings;

  /**
   * @param problems where what does not fit is added
   */
  public JsonValues(List<Problem> problems) {
    this.problems = problems;
  }

  /** A string. */
  public @Nullable String text(JsonValue value) {
    if (value instanceof JsonString string) return string.text();
    misfit(value, "a string");
    return null;
  }

  /** A whole number in a range, its ends included; a string of digits counts as one. */
  public @Nullable Long whole(JsonValue value, long min, long max) {
    String digits =
        switch (value) {
          case JsonNumber number -> number.text();
          case JsonString string -> string.text().strip();
          default -> "";
        };
    String wanted = "a whole number from " + min + " to " + max;
    if (!isWhole(digits)) {
      misfit(value, wanted);
      return null;
    }
    long number = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    if (number >= min && number <= max) return number;
    error(value, value.name() + " is " + shown(digits), "Write " + wanted);
    return null;
  }

  private static boolean isWhole(String digits) {
    int from = digits.startsWith("-") ? 1 : 0;
    return digits.length() > from && digits.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }

  /** True or false; the strings of these words count too, in any letter case. */
  public @Nullable Boolean flag(JsonValue value) {
    if (value instanceof JsonBoolean bool) return bool.value();
    if (value instanceof JsonString string) {
      switch (string.text().strip().toLowerCase(Locale.ROOT)) {
        case "true" -> {
          return true;
        }
        case "false" -> {
          return false;
        }
        default -> {}
      }
    }
    misfit(value, "true or false");
    return null;
  }

  /** One of some words, in any letter case, given back as it is known. */
  public @Nullable String choice(JsonValue value, Collection<String> known) {
    return choice(value, known, "");
  }

  /**
   * The same for a long list.
   *
   * @param mend what to do where no word is near
   */
  public @Nullable String choice(JsonValue value, Collection<String> known, String mend) {
    if (!(value instanceof JsonString string)) {
      misfit(value, "a string");
      return null;
    }
    String word = string.text().strip();
    for (String candidate : known) {
      if (candidate.equalsIgnoreCase(word)) return candidate;
    }
    String nearest = Nearest.mend(word, known);
    error(
        value, value.name() + " knows no value " + shown(word), nearest.isEmpty() ? mend : nearest);
    return null;
  }

  /** An array. */
  public @Nullable JsonArray array(JsonValue value) {
    if (value instanceof JsonArray array) return array;
    misfit(value, "an array");
    return null;
  }

  /** An object. */
  public @Nullable JsonObject object(JsonValue value) {
    if (value instanceof JsonObject object) return object;
    misfit(value, "an object");
    return null;
  }

  /** Adds an error at a value. */
  public void error(JsonValue value, String what, String mend) {
    if (++errors > MAX_PROBLEMS) return;
    problems.add(Problem.error(what, value.place(), mend));
  }

  /** Adds a warning at a value. */
  public void warning(JsonValue value, String what, String mend) {
    if (++warnings > MAX_PROBLEMS) return;
    problems.add(Problem.warning(what, value.place(), mend));
  }

  /** How many problems were not kept. */
  public int left() {
    return Math.max(0, errors - MAX_PROBLEMS) + Math.max(0, warnings - MAX_PROBLEMS);
  }

  /** A word from the file as a sentence shows it, shortened. */
  public static String shown(String word) {
    return word.length() <= LONGEST_ECHO ? word : word.substring(0, LONGEST_ECHO) + "...";
  }

  private void misfit(JsonValue value, String wanted) {
    error(value, value.name() + " is " + value.kind(), "Write " + wanted);
  }
}
