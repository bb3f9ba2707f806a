package dev.poort.template.function;

import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;

/** What an expression comes to, as a row of a table shows it. */
final class Outcome {
  private Outcome() {}

  /** Its value as JSON, or why it has none. */
  static String of(String expression) throws NoValueException {
    try {
      JsonValue value = Expressions.evaluate(expression);
      if (value instanceof JsonUnknown unknown) return "unknown: " + unknown.reason().what();
      return Expressions.json(value);
    } catch (FunctionException e) {
      return e.what();
    }
  }
}
