package dev.poort.template.function;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/**
 * Reads a date: ISO 8601, the short form of {@code utcNow()}, and what the standard formats of .NET
 * write. One without an offset is in UTC.
 */
final class DateReader {
  private static final int LONGEST = 64;

  private static final List<DateTimeFormatter> FORMATS =
      List.of(
          form("uuuu-MM-dd[['T'][' ']HH:mm[:ss"),
          form("uuuuMMdd['T'HHmm[ss"),
          form("MM/dd/uuuu[' 'HH:mm[:ss"),
          DateTimeFormatter.RFC_1123_DATE_TIME);

  private DateReader() {}

  /**
   * @param pattern with two optional parts open: the time and its seconds
   */
  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .optionalStart()
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
        .appendPattern("]]][XXX][X]")
        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
        .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  static LocalDateTime read(Call call, String text) throws FunctionException {
    for (DateTimeFormatter format : FORMATS) {
      if (text.length() > LONGEST) break;
      try {
        TemporalAccessor read = format.parse(text.strip());
        ZoneOffset offset = ZoneOffset.from(read);
        return LocalDateTime.from(read).minusSeconds(offset.getTotalSeconds());
      } catch (DateTimeException _) {
        // the next form may fit
      }
    }
    throw call.wrong("its string is no date", "Write one like 2023-12-31T23:59:59Z");
  }
}
