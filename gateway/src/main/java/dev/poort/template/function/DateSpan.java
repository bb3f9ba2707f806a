package dev.poort.template.function;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span of time as ISO 8601 writes it, such as {@code P1Y} and {@code -PT1H30M}. As in ARM a year
 * has 365 days, a month beyond whole years 30, and there are no weeks.
 */
record DateSpan(Duration length) {
  /** .NET takes no longer numbers. */
  private static final String NUMBER = "(\\d{1,9})";

  private static final Pattern FORM =
      Pattern.compile(
          "(-?)P(?=.)(?:#Y)?(?:#M)?(?:#D)?(?:T(?=.)(?:#H)?(?:#M)?(?:#(\\.\\d{1,9})?S)?)?"
              .replace("#", NUMBER));

  static DateSpan read(Call call, String text) throws FunctionException {
    Matcher found = FORM.matcher(text.strip());
    if (!found.matches()) {
      String mend = "Write one like P1Y2M3DT4H5M6S, -P9D or PT1H; a week is P7D";
      throw call.wrong("its string is no duration of ISO 8601", mend);
    }
    long months = number(found.group(3));
    long years = number(found.group(2)) + months / 12;
    String fraction = found.group(8) == null ? "0" : "0" + found.group(8);
    Duration length =
        Duration.ofDays(years * 365 + months % 12 * 30 + number(found.group(4)))
            .plusHours(number(found.group(5)))
            .plusMinutes(number(found.group(6)))
            .plusSeconds(number(found.group(7)))
            .plusNanos(Math.round(Double.parseDouble(fraction) * 1e9));
    return new DateSpan(found.group(1).isEmpty() ? length : length.negated());
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
