package dev.poort.template.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes numbers by a picture such as {@code 00.0#} or {@code #,##0}, of which a second section is
 * for numbers below zero and a third for zero. Source: "Custom numeric format strings" of .NET.
 */
final class CustomNumberFormat {
  private final Call call;
  private final List<NumberPicture> sections = new ArrayList<>();

  CustomNumberFormat(Call call, String format) {
    this.call = call;
    int start = 0;
    for (int end = sectionEnd(format, 0); end >= 0; end = sectionEnd(format, start)) {
      sections.add(new NumberPicture(format.substring(start, end)));
      start = end + 1;
    }
    sections.add(new NumberPicture(format.substring(start)));
  }

  /** The next semicolon that stands neither in quotes nor behind a backslash, or -1. */
  private static int sectionEnd(String format, int from) {
    for (int at = from; at < format.length(); at = NumberPicture.next(format, at)) {
      if (format.charAt(at) == ';') return at;
    }
    return -1;
  }

  String of(NumberValue number) throws FunctionException {
    BigDecimal value = number.value();
    NumberPicture picture = section(value.signum());
    NumberPicture.Digits digits = picture.digits(value);
    if (digits.zero() && value.signum() != 0) {
      picture = section(0);
      digits = picture.digits(BigDecimal.ZERO);
    }
    var text = new BoundedText(call.budget());
    if (value.signum() < 0 && !digits.zero() && !has(1)) text.append('-');
    picture.append(digits, text);
    return text.toString();
  }

  private NumberPicture section(int sign) {
    int wanted = sign > 0 ? 0 : sign < 0 ? 1 : 2;
    return sections.get(has(wanted) ? wanted : 0);
  }

  private boolean has(int section) {
    return section < sections.size() && !sections.get(section).isEmpty();
  }
}
