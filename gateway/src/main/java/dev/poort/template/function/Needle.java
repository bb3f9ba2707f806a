package dev.poort.template.function;

/**
 * A string that is looked for in others, in a time that grows with their lengths only (Knuth,
 * Morris and Pratt): what {@code String.indexOf} takes for {@code aaa...ab} grows with their
 * product.
 */
final class Needle {
  private final String sought;
  private final boolean ignoreCase;

  /** For a number of characters that fit: how many still fit when the next one does not. */
  private final int[] fallback;

  Needle(String sought, boolean ignoreCase) {
    this.sought = sought;
    this.ignoreCase = ignoreCase;
    fallback = new int[sought.length() + 1];
    int fitting = 0;
    for (int i = 1; i < sought.length(); i++) {
      fitting = fitting(fitting, sought.charAt(i));
      fallback[i + 1] = fitting;
    }
  }

  /** The number of characters. */
  int length() {
    return sought.length();
  }

  /** Where it stands in a text at or behind a place; -1 when it does not. */
  int in(String text, int from) {
    if (sought.isEmpty()) return from <= text.length() ? from : -1;
    int fitting = 0;
    for (int i = from; i < text.length(); i++) {
      fitting = fitting(fitting, text.charAt(i));
      if (fitting == sought.length()) return i + 1 - fitting;
    }
    return -1;
  }

  private int fitting(int before, char c) {
    int fitting = before;
    while (fitting > 0 && !fits(fitting, c)) fitting = fallback[fitting];
    return fits(fitting, c) ? fitting + 1 : 0;
  }

  private boolean fits(int index, char c) {
    char wanted = sought.charAt(index);
    return c == wanted || (ignoreCase && fold(c) == fold(wanted));
  }

  /** As {@code String.equalsIgnoreCase} does. */
  private static char fold(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
