package dev.poort.template.function;

/** Looks for a string in another, and counts what that may cost. */
final class Search {
  /** Comparing so many characters costs about as much as a step. */
  static final int CHARACTERS_A_STEP = 1000;

  private Search() {}

  /** Where a string begins in another for the first time, in the exact letter case; -1: nowhere. */
  static int first(String text, String sought, Budget budget) throws FunctionException {
    count(text, sought, budget);
    return text.indexOf(sought);
  }

  /** Where a string begins in another for the first time, in any letter case; -1: nowhere. */
  static int firstInAnyCase(String text, String sought, Budget budget) throws FunctionException {
    count(text, sought, budget);
    return folded(text).indexOf(folded(sought));
  }

  /** Where a string begins in another for the last time, in any letter case; -1: nowhere. */
  static int lastInAnyCase(String text, String sought, Budget budget) throws FunctionException {
    count(text, sought, budget);
    return folded(text).lastIndexOf(folded(sought));
  }

  /** The worst case, in which almost all of what is sought is found everywhere. */
  private static void count(String text, String sought, Budget budget) throws FunctionException {
    budget.steps((long) text.length() * (1 + sought.length()) / CHARACTERS_A_STEP);
  }

  /** One character for each, so that positions stay as they are. */
  private static String folded(String text) {
    char[] folded = text.toCharArray();
    for (int i = 0; i < folded.length; i++) folded[i] = Character.toUpperCase(folded[i]);
    return new String(folded);
  }
}
