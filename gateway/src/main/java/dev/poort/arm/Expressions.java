package dev.poort.arm;

import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;

/** Tells values of the ARM template language from plain ones. */
final class Expressions {
  private Expressions() {}

  /**
   * Whether a value is a template expression: a string in brackets, unless a second bracket at its
   * beginning escapes the first.
   */
  static boolean isExpression(JsonValue value) {
    return value instanceof JsonString string
        && string.text().startsWith("[")
        && !string.text().startsWith("[[")
        && string.text().endsWith("]");
  }
}
