package dev.poort.template.function;

import dev.poort.json.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Functions for dates, all in UTC. Source: "Date functions for ARM templates". */
final class DateFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("dateTimeAdd", 2, 3, DateFunctions::dateTimeAdd),
          new TemplateFunction("dateTimeFromEpoch", 1, 1, DateFunctions::dateTimeFromEpoch),
          new TemplateFunction("dateTimeToEpoch", 1, 1, DateFunctions::dateTimeToEpoch),
          new TemplateFunction("utcNow", 0, 1, DateFunctions::utcNow));

  /** What ARM gives unless it is asked for a format: ISO 8601. */
  private static final String ISO = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

  private DateFunctions() {}

  private static JsonValue utcNow(Call call) throws NoValueException {
    String format = call.count() > 0 ? call.text(0) : "yyyyMMddTHHmmssZ";
    return shown(call, LocalDateTime.ofInstant(call.now(), ZoneOffset.UTC), format);
  }

  private static JsonValue dateTimeAdd(Call call) throws NoValueException {
    LocalDateTime base = DateReader.read(call, call.text(0));
    DateSpan span = DateSpan.read(call, call.text(1));
    String format = call.count() > 2 ? call.text(2) : ISO;
    try {
      LocalDateTime sum = base.plus(span.length());
      if (sum.getYear() < 1 || sum.getYear() > 9999) throw new DateTimeException("out of years");
      return shown(call, sum, format);
    } catch (DateTimeException | ArithmeticException _) {
      throw call.wrong("it leads out of the years from 1 to 9999");
    }
  }

  private static JsonValue dateTimeFromEpoch(Call call) throws NoValueException {
    long seconds = call.whole(0);
    long first = LocalDateTime.of(1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    long last = LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);
    if (seconds < first || seconds > last) {
      throw call.wrong(seconds + " seconds lead out of the years from 1 to 9999");
    }
    return shown(call, LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC), ISO);
  }

  private static JsonValue dateTimeToEpoch(Call call) throws NoValueException {
    return call.of(DateReader.read(call, call.text(0)).toEpochSecond(ZoneOffset.UTC));
  }

  private static JsonValue shown(Call call, LocalDateTime date, String format)
      throws NoValueException {
    return call.of(new DateFormat(call, date).of(format));
  }
}
