package dev.poort.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions for strings: each value of the documentation page, and what is wrong. */
class StringFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          concat('a', 'b')               => "ab"
          createObject('a', 'x').a       => "x"
          """)
  void giveTheDocumentedValues(String expression, String json) throws NoValueException {
    assertThat(Expressions.json(Expressions.evaluate(expression))).isEqualTo(json);
  }
}
