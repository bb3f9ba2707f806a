package dev.poort.template.function;

import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation may cost, so that a hostile template ends soon and in bounded memory. When it
 * is spent, the whole evaluation ends with a {@link SpentException}. One thread.
 */
public final class Budget {
  /** Calls, and values looked at or made; each of them takes less than a microsecond. */
  public static final long MAX_STEPS = 6_000_000;

  /** Characters of all strings made. */
  public static final long MAX_CHARACTERS = 64L << 20;

  /** Characters of one string: as many as ARM allows a whole template. */
  public static final int MAX_STRING = 4 << 20;

  /** Levels of a value. */
  public static final int MAX_DEPTH = JsonReader.MAX_DEPTH;

  /** The {@linkplain JsonValue#weight weight} of a value. */
  public static final int MAX_WEIGHT = 2_000_000;

  private long steps;
  private long characters;
  private @Nullable SpentException spent;

  /** Counts values or calls. */
  public void steps(long count) {
    if (spent != null) throw spent;
    steps += count;
    if (steps > MAX_STEPS) {
      throw spent(
          "the template takes more than " + MAX_STEPS + " steps",
          "Make its copies and ranges smaller");
    }
  }

  /** Whether something was too much, so that the evaluation is over. */
  public boolean isSpent() {
    return spent != null;
  }

  /**
   * Ends the evaluation: whoever counts from here on is stopped.
   *
   * @param what is too much, one sentence without a full stop
   * @param mend one sentence without a full stop
   */
  public SpentException spent(String what, String mend) {
    var end = new SpentException(what, mend);
    spent = end;
    return end;
  }

  /** Counts the look at all of a value. */
  public void look(JsonValue value) {
    steps(value.weight());
  }

  /** Counts the look at all of a text. */
  public void look(String text) {
    steps(JsonValue.extra(text));
  }

  /** Refuses to look deeper into a value than {@link #MAX_DEPTH} levels. */
  public void depth(int levels) {
    if (levels > MAX_DEPTH) {
      throw spent("a value is deeper than " + MAX_DEPTH + " levels", "Nest less");
    }
  }

  /** Refuses a value that is too much or too deep for whoever goes through it. */
  public void judge(JsonValue value) {
    depth(value.depth());
    if (value.weight() > MAX_WEIGHT) {
      throw spent("a value is made of more than " + MAX_WEIGHT + " others", "Make it smaller");
    }
  }

  /** Counts the characters of a string that is about to be made. */
  public void characters(long count) throws FunctionException {
    characters += Math.min(count, MAX_STRING);
    if (count > MAX_STRING) {
      throw new FunctionException(
          "a string would have " + count + " characters, more than " + MAX_STRING,
          "Make it shorter");
    }
    if (characters > MAX_CHARACTERS) {
      throw spent(
          "the strings of the template have more than " + MAX_CHARACTERS + " characters",
          "Make its copies smaller");
    }
  }
}
