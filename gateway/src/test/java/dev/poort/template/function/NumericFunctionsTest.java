package dev.poort.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions for numbers: each value of the documentation's page, and what is wrong. */
class NumericFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          add(5, 3)                        => 8
          div(8, 3)                        => 2
          float('3.0')                     => 3.0
          float(3)                         => 3.0
          int('4')                         => 4
          max(createArray(0, 3, 2, 5, 4))  => 5
          max(0, 3, 2, 5, 4)               => 5
          min(createArray(0, 3, 2, 5, 4))  => 0
          min(0, 3, 2, 5, 4)               => 0
          mod(7, 3)                        => 1
          mul(5, 3)                        => 15
          range(5, 3)                      => [5,6,7]
          sub(7, 3)                        => 4
          """)
  void giveTheDocumentedValues(String expression, String json) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          div(-8, 3)          => -2
          mod(-7, 3)          => -1
          int(' -12 ')        => -12
          int(5)              => 5
          float('-1.5e3')     => -1500.0
          max(1)              => 1
          range(0, 0)         => []
          range(-2, 3)        => [-2,-1,0]
          add(9223372036854775806, 1) => 9223372036854775807
          """)
  void giveForTheRest(String expression, String json) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          add(1)                          => add does not take 1 arguments
          add('1', 2)                     => add: its first argument is a string, not a whole number
          add(9223372036854775807, 1)     => add: it cannot be had of 9223372036854775807 and 1: long overflow
          sub(-9223372036854775808, 1)    => sub: it cannot be had of -9223372036854775808 and 1: long overflow
          mul(9223372036854775807, 2)     => mul: it cannot be had of 9223372036854775807 and 2: long overflow
          div(-9223372036854775808, -1)   => div: it cannot be had of -9223372036854775808 and -1: long overflow
          div(1, 0)                       => div: it cannot be had of 1 and 0: nothing is divided by zero
          mod(1, 0)                       => mod: it cannot be had of 1 and 0: nothing is divided by zero
          add(json('1.5'), 1)             => add: 1.5 is no whole number of 64 bits
          int('4.0')                      => int: its string is no whole number of 64 bits
          int(json('true'))               => int: its first argument is a boolean, not a whole number
          float('one')                    => float: its argument is no floating point number
          float('NaN')                    => float: its argument is no floating point number
          float('1d')                     => float: its argument is no floating point number
          float('1e999')                  => float: its argument is no floating point number
          float(json('true'))             => float: its first argument is a boolean, not a string or a number
          max(createArray())              => max: its array is empty
          max(1, 'a')                     => max: one of its numbers is a string that is not whole
          min(json('1.5'))                => min: one of its numbers is a number that is not whole
          range(0, 10001)                 => range: its count is 10001
          range(0, -1)                    => range: its count is -1
          range(2147483647, 1)            => range: it goes out of what 32 bits hold
          max(1, unknown())               => unknown: it is unknown
          min(createArray(unknown()))     => unknown: it is unknown
          add(unknown(), 1)               => unknown: it is unknown
          """)
  void sayWhatIsWrong(String expression, String what) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo(what);
  }
}
