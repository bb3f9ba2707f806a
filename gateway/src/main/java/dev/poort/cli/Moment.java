package dev.poort.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Says when something was, by the clock of whoever reads it. */
final class Moment {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Moment() {}

  /** An instant of RFC 3339 in the local time zone; as it is when it is none. */
  static String of(String instant) {
    try {
      return FORM.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    } catch (DateTimeParseException _) {
      return instant;
    }
  }
}
