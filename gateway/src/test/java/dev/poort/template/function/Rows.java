package dev.poort.template.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.json.JsonUnknown;

/** What a row of a test's table says: an expression, and what comes of it. */
final class Rows {
  private Rows() {}

  /** An expression has a value, written as JSON without white space. */
  static void value(String expression, String json) throws NoValueException {
    assertThat(Expressions.json(Expressions.evaluate(expression))).isEqualTo(json);
  }

  /** An expression is wrong. */
  static void error(String expression, String message) {
    assertThatThrownBy(() -> Expressions.evaluate(expression))
        .isInstanceOf(FunctionException.class)
        .hasMessage(message);
  }

  /** The value of an expression cannot be told. */
  static void unknown(String expression) throws NoValueException {
    assertThat(Expressions.evaluate(expression)).isInstanceOf(JsonUnknown.class);
  }
}
