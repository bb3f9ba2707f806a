package dev.poort.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code format} as {@code String.Format} of .NET in its invariant culture. */
class CompositeFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          format('{1}{0}{1}', 'a', 'b')      => "bab"
          format('{{{0}}}', 'a')             => "{a}"
          format('no place')                 => "no place"
          format('{0,5}|{0,-5}|', 'ab')      => "   ab|ab   |"
          format('{0 , 5 :D3}', 7)           => "  007"
          format('{0,1}', 'abc')             => "abc"
          format('{0}', json('null'))        => ""
          format('{0:yyyy-MM-dd}', '2020-04-07T14:53:14Z') => "2020-04-07T14:53:14Z"
          """)
  void fillsPlaces(String expression, String json) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          N0     | 8175133    | 8,175,133
          N      | -1234.5    | -1,234.50
          N1     | 999.95     | 1,000.0
          D4     | 7          | 0007
          D4     | -7         | -0007
          d      | 12345      | 12345
          X      | 255        | FF
          x4     | 255        | 00ff
          X      | -1         | FFFFFFFFFFFFFFFF
          B8     | 5          | 00000101
          F      | 3          | 3.00
          F0     | 2.5        | 3
          F3     | -1.23456   | -1.235
          E      | 1234567    | 1.234567E+006
          e2     | 0.00012345 | 1.23e-004
          E2     | 0          | 0.00E+000
          E0     | 95         | 1E+002
          G      | 1234567890123456789 | 1234567890123456789
          G2     | 123456     | 1.2E+05
          G      | 0.0001     | 0.0001
          G      | 0.00001    | 1E-05
          G      | 1e20       | 1E+20
          G10    | 0.1        | 0.1
          R      | 0.30000000000000004 | 0.30000000000000004
          P      | 0.1234     | 12.34 %
          P0     | -1         | -100 %
          C      | 1234.5     | ¤1,234.50
          C0     | -1         | (¤1)
          """)
  void writesStandardFormatsOfNumbers(String format, String number, String text)
      throws NoValueException {
    assertThat(formatted(format, number)).isEqualTo("\"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          000          | 7          | 007
          00           | 123        | 123
          ##           | 0          | ``
          #,##0        | 1234567    | 1,234,567
          #,##0        | 0          | 0
          0000,0       | 12         | 00,012
          0.00         | 1.005      | 1.01
          0.0#         | 1.5        | 1.5
          0.0#         | 1.25       | 1.25
          #.##         | 0.5        | .5
          .00          | 12.3       | 12.30
          0.#          | 3          | 3
          #0.0%        | 0.1234     | 12.3%
          0‰           | 0.5        | 500‰
          0,           | 1234567    | 1235
          0,,M         | 1234567    | 1M
          0;(0)        | -5         | (5)
          0;;zero      | -5         | -5
          0;-0;zero    | 0          | zero
          0.0;(0.0);none | 0.01     | none
          0            | -0.2       | 0
          0.00E+00     | 12345      | 1.23E+04
          0.0e0        | 0.00012    | 1.2e-4
          00E-0        | 999.9      | 10E2
          vm'00'\\0-00 | 5          | vm000-05
          `(###) ###-####` | 1234567890 | (123) 456-7890
          yyyy-MM-dd   | 5          | yyyy-MM-dd
          """)
  void writesCustomFormatsOfNumbers(String format, String number, String text)
      throws NoValueException {
    assertThat(formatted(format, number)).isEqualTo("\"" + text + "\"");
  }

  private static String formatted(String format, String number) throws NoValueException {
    String quoted = format.replace("'", "''");
    return Outcome.of("format('{0:" + quoted + "}', json('" + number + "'))");
  }
}
