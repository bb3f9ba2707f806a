package dev.poort.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions for dates, on 7 April 2020 at 14:53:14 UTC. */
class DateFunctionsTest {
  /** The page's table shows what a shell makes of the dates; its remarks show what ARM gives. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          dateTimeAdd('2023-01-01 00:00:00Z', 'P1Y')  => "2024-01-01T00:00:00Z"
          dateTimeAdd('2024-01-01 00:00:00Z', 'P1Y')  => "2024-12-31T00:00:00Z"
          dateTimeAdd('2023-02-01 00:00:00Z', 'P1M')  => "2023-03-03T00:00:00Z"
          dateTimeAdd('2024-02-01 00:00:00Z', 'P1M')  => "2024-03-02T00:00:00Z"
          dateTimeAdd(utcNow('u'), 'P3Y')             => "2023-04-07T14:53:14Z"
          dateTimeAdd(utcNow('u'), '-P9D')            => "2020-03-29T14:53:14Z"
          dateTimeAdd(utcNow('u'), 'PT1H')            => "2020-04-07T15:53:14Z"
          dateTimeFromEpoch(1683040573)               => "2023-05-02T15:16:13Z"
          dateTimeToEpoch('2023-05-02T15:16:13Z')     => 1683040573
          utcNow()                                    => "20200407T145314Z"
          utcNow('d')                                 => "04/07/2020"
          utcNow('M d')                               => "4 7"
          """)
  void giveTheDocumentedValues(String expression, String json) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({
    "2020-04-07T14:53:14Z",
    "2020-04-07 14:53:14Z",
    "2020-04-07T14:53:14",
    "2020-04-07T14:53:14.000Z",
    "2020-04-07T16:53:14+02:00",
    "20200407T145314Z",
    "04/07/2020 14:53:14",
    "'Tue, 07 Apr 2020 14:53:14 GMT'",
  })
  void areReadInManyForms(String date) throws NoValueException {
    String read = "dateTimeToEpoch('" + date + "')";
    assertThat(Outcome.of(read)).isEqualTo("1586271194");
  }

  @ParameterizedTest
  @CsvSource({
    "P1Y2M3DT4H5M6S, 36993906",
    "P14M, 36720000",
    "-P1D, -86400",
    "PT0.4S, 0",
    "PT90M, 5400",
    "P0D, 0",
  })
  void countADurationInSeconds(String duration, String seconds) throws NoValueException {
    String sum = "dateTimeToEpoch(dateTimeAdd('1970-01-01', '" + duration + "'))";
    assertThat(Outcome.of(sum)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          yyyy-MM-dd               => 2020-04-07
          D                        => Tuesday, 07 April 2020
          f                        => Tuesday, 07 April 2020 14:53
          F                        => Tuesday, 07 April 2020 14:53:14
          g                        => 04/07/2020 14:53
          G                        => 04/07/2020 14:53:14
          m                        => April 07
          o                        => 2020-04-07T14:53:14.0000000Z
          r                        => Tue, 07 Apr 2020 14:53:14 GMT
          s                        => 2020-04-07T14:53:14
          t                        => 14:53
          T                        => 14:53:14
          u                        => 2020-04-07 14:53:14Z
          U                        => Tuesday, 07 April 2020 14:53:14
          y                        => 2020 April
          ddd d MMM yy, h:mm tt    => Tue 7 Apr 20, 2:53 PM
          dddd MMMM                => Tuesday April
          hh.%H.ss.t               => 02.14.14.P
          zzz zz z K               => +00:00 +00 +0 Z
          yyyyy gg                 => 02020 A.D.
          fff FFF                  => 000 `
          'at' HH \\h "o'clock"    => at 14 h o'clock
          ss.FFF                   => 14
          """)
  void writeTheFormatsOfDotNet(String format, String text) throws NoValueException {
    String expression = "utcNow('" + format.replace("'", "''") + "')";
    String json = Outcome.of(expression);
    assertThat(json).isEqualTo("\"" + text.replace("`", "") + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          dateTimeAdd('tomorrow', 'P1D')          => dateTimeAdd: its string is no date
          dateTimeAdd('2020-02-30', 'P1D')        => dateTimeAdd: its string is no date
          dateTimeAdd('2020-02-28', 'P1W')        => dateTimeAdd: its string is no duration of ISO 8601
          dateTimeAdd('2020-02-28', 'P')          => dateTimeAdd: its string is no duration of ISO 8601
          dateTimeAdd('2020-02-28', 'P1DT')       => dateTimeAdd: its string is no duration of ISO 8601
          dateTimeAdd('2020-02-28', '1 day')      => dateTimeAdd: its string is no duration of ISO 8601
          dateTimeAdd('2020-02-28', 'P9000Y')     => dateTimeAdd: it leads out of the years from 1 to 9999
          dateTimeAdd('2020-02-28', '-P999999999D') => dateTimeAdd: it leads out of the years from 1 to 9999
          dateTimeAdd('2020-02-28')               => dateTimeAdd does not take 1 arguments
          dateTimeFromEpoch(253402300800)         => dateTimeFromEpoch: 253402300800 seconds lead out of the years from 1 to 9999
          dateTimeFromEpoch('1')                  => dateTimeFromEpoch: its first argument is a string, not a whole number
          dateTimeToEpoch(1)                      => dateTimeToEpoch: its first argument is a number, not a string
          utcNow('x')                             => utcNow: the format x is none for a date
          utcNow('ffffffff')                      => utcNow: its format asks for 8 digits of a second
          utcNow('HH "')                          => utcNow: its format has a " that is not closed
          utcNow('HH \\')                         => utcNow: its format ends with \\
          utcNow(1)                               => utcNow: its first argument is a number, not a string
          """)
  void sayWhatIsWrong(String expression, String what) throws NoValueException {
    assertThat(Outcome.of(expression)).isEqualTo(what);
  }
}
