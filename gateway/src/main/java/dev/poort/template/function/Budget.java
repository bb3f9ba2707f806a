package dev.poort.template.function;

/**
 * What an evaluation may cost, so that a hostile template ends soon and in bounded memory. One
 * thread.
 */
public final class Budget {
  /** Function calls and values made. */
  public static final long MAX_STEPS = 20_000_000;

  /** Characters of all strings made. */
  public static final long MAX_CHARACTERS = 256L << 20;

  /** Characters of one string, as in ARM's request limit times ten. */
  public static final int MAX_STRING = 10 << 20;

  /** Levels of a value that are looked into. */
  public static final int MAX_DEPTH = 500;

  private long steps;
  private long characters;

  /** Counts values or calls. */
  public void steps(long count) throws FunctionException {
    steps += count;
    if (steps > MAX_STEPS) {
      throw new FunctionException(
          "the template takes more than " + MAX_STEPS + " steps",
          "Make its copies and ranges smaller");
    }
  }

  /** Refuses to look deeper into a value than {@link #MAX_DEPTH} levels. */
  public void depth(int levels) throws FunctionException {
    if (levels > MAX_DEPTH) {
      throw new FunctionException("a value is deeper than " + MAX_DEPTH + " levels", "Nest less");
    }
  }

  /** Counts the characters of a string that is about to be made. */
  public void characters(long count) throws FunctionException {
    characters += count;
    if (count > MAX_STRING) {
      throw new FunctionException(
          "a string would have " + count + " characters, more than " + MAX_STRING,
          "Make it shorter");
    }
    if (characters > MAX_CHARACTERS) {
      throw new FunctionException(
          "the strings of the template have more than " + MAX_CHARACTERS + " characters",
          "Make its copies smaller");
    }
  }
}
