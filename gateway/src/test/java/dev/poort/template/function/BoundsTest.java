package dev.poort.template.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hostile template asks for ends soon. */
class BoundsTest {
  /** Far more than the milliseconds it takes, as the machine may be busy. */
  private static final Duration SOON = Duration.ofSeconds(10);

  /** Within the bound of one string, and long enough for a square of it to take minutes. */
  private static final String LONG = "padLeft('', 1500000, 'a')";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          padLeft('a', 2147483647)
          padLeft('a', 9223372036854775807)
          format('{0:D999999999}', 1)
          format('{0:N999999999}', 1)
          format('{0:E999999999}', 1)
          format('{0:X999999999}', 1)
          format('{0,999999}{0,999999}{0,999999}{0,999999}{0,999999}{0,999999}{0,999999}{0,999999}{0,999999}{0,999999}{0,999999}', 1)
          concat(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG)
          replace(LONG, 'a', 'aaaaaaaa')
          replace(padLeft('', 10000, 'a'), 'a', padLeft('', 10000, 'b'))
          join(split(padLeft('', 500000, ','), ','), padLeft('', 100, 'a'))
          uriComponent(padLeft('', 5000000, '/'))
          base64(padLeft('', 8000000, 'a'))
          """)
  void stringsThatWouldBeTooLongAreNotMade(String expression) {
    assertThat(soon(expression)).startsWith("a string would have ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          range(0, 1000000000)                  => range: its count is 1000000000
          split(LONG, 'a')                      => split: it gives more than a million parts
          json(padLeft('', 1000000, '['))       => json: its argument is no JSON: deeper than 200 levels in line 1, column 201
          format(padLeft('}', 1000001, '{'), 1) => format: its format string has a } that closes nothing at character 1000001
          int(LONG)                             => int: its string is no whole number of 64 bits
          float(LONG)                           => float: its argument is no floating point number
          string(json(concat('1', padLeft('', 1000000, '0')))) => string: a number has more than 400 characters
          dateTimeToEpoch(LONG)                 => dateTimeToEpoch: its string is no date
          dateTimeAdd('2020-01-01', concat('P', padLeft('', 1000000, '1'), 'D')) => dateTimeAdd: its string is no duration of ISO 8601
          replace(LONG, padLeft('b', 700000, 'a'), '') => LONG
          split(LONG, padLeft('b', 700000, 'a')) => LONG
          like(LONG, concat('*', padLeft('b', 700000, 'a'), '*')) => false
          like(LONG, padLeft('b', 1000000, '*')) => false
          """)
  void whatWouldTakeLongEnds(String expression, String outcome) {
    String found = soon(expression);
    if (outcome.equals("LONG")) assertThat(found).hasSizeGreaterThan(1_500_000);
    else assertThat(found).isEqualTo(outcome);
  }

  private static String soon(String expression) {
    String whole = expression.replace("LONG", LONG);
    return assertTimeoutPreemptively(SOON, () -> Outcome.of(whole));
  }
}
