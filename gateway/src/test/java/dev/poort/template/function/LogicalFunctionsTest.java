package dev.poort.template.function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions for true and false: each value of the documentation page, and what is wrong. */
class LogicalFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          bool('true')       => true
          bool('false')      => false
          bool(1)            => true
          bool(0)            => false
          true()             => true
          false()            => false
          not(bool('true'))  => false
          not(equals(1, 2))  => true
          """)
  void giveTheDocumentedValues(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          bool('TRUE')   => true
          bool(' False') => false
          bool(-2)       => true
          bool(true())   => true
          """)
  void goOnAtTheEdges(String expression, String json) throws NoValueException {
    Rows.value(expression, json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          bool('yes')         => bool: its first argument is neither 'true' nor 'false'
          bool('1')           => bool: its first argument is neither 'true' nor 'false'
          bool(null())        => bool: its first argument is null, not a string or a whole number
          bool(createArray()) => bool: its first argument is an array, not a string or a whole number
          not('true')         => not: its first argument is a string, not a boolean
          true(1)             => true does not take 1 arguments
          """)
  void refuseWhatDoesNotFit(String expression, String message) {
    Rows.error(expression, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not(unknown())", "bool(unknown())"})
  void areUnknownOfTheUnknown(String expression) throws NoValueException {
    Rows.unknown(expression);
  }
}
