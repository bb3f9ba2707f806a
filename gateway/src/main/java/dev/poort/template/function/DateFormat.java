package dev.poort.template.function;

import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Writes a date in UTC by a format string of .NET, as its invariant culture does. Source: "Standard
 * date and time format strings", "Custom date and time format strings".
 */
final class DateFormat {
  private final Call call;
  private final LocalDateTime date;
  private final BoundedText text;

  DateFormat(Call call, LocalDateTime date) {
    this.call = call;
    this.date = date;
    text = new BoundedText(call.budget());
  }

  String of(String format) throws FunctionException {
    if (format.isEmpty()) custom("MM/dd/yyyy HH:mm:ss");
    else custom(format.length() == 1 ? standard(format.charAt(0)) : format);
    return text.toString();
  }

  private String standard(char letter) throws FunctionException {
    return switch (letter) {
      case 'd' -> "MM/dd/yyyy";
      case 'D' -> "dddd, dd MMMM yyyy";
      case 'f' -> "dddd, dd MMMM yyyy HH:mm";
      case 'F', 'U' -> "dddd, dd MMMM yyyy HH:mm:ss";
      case 'g' -> "MM/dd/yyyy HH:mm";
      case 'G' -> "MM/dd/yyyy HH:mm:ss";
      case 'm', 'M' -> "MMMM dd";
      case 'o', 'O' -> "yyyy-MM-ddTHH:mm:ss.fffffffK";
      case 'r', 'R' -> "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
      case 's' -> "yyyy-MM-ddTHH:mm:ss";
      case 't' -> "HH:mm";
      case 'T' -> "HH:mm:ss";
      case 'u' -> "yyyy-MM-dd HH:mm:ssZ";
      case 'y', 'Y' -> "yyyy MMMM";
      default -> throw call.wrong("the format " + letter + " is none for a date");
    };
  }

  private void custom(String format) throws FunctionException {
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      int end = at + 1;
      switch (c) {
        case '\'', '"' -> {
          end = format.indexOf(c, at + 1) + 1;
          if (end == 0) throw call.wrong("its format has a " + c + " that is not closed");
          text.append(format.substring(at + 1, end - 1));
        }
        case '\\', '%' -> {
          if (end == format.length()) throw call.wrong("its format ends with " + c);
          if (c == '\\') text.append(format.charAt(end++));
        }
        default -> {
          while (end < format.length() && format.charAt(end) == c) end++;
          if (!part(c, end - at)) text.append(format.substring(at, end));
        }
      }
      at = end;
    }
  }

  /**
   * A part of the date.
   *
   * @return whether the letter stands for one
   */
  private boolean part(char letter, int count) throws FunctionException {
    switch (letter) {
      case 'y' -> padded(count == 1 || count == 2 ? date.getYear() % 100 : date.getYear(), count);
      case 'M' -> {
        if (count <= 2) padded(date.getMonthValue(), count);
        else text.append(name(date.getMonth(), count));
      }
      case 'd' -> {
        if (count <= 2) padded(date.getDayOfMonth(), count);
        else text.append(name(date.getDayOfWeek(), count));
      }
      case 'H' -> padded(date.getHour(), Math.min(count, 2));
      case 'h' -> padded((date.getHour() + 11) % 12 + 1, Math.min(count, 2));
      case 'm' -> padded(date.getMinute(), Math.min(count, 2));
      case 's' -> padded(date.getSecond(), Math.min(count, 2));
      case 'f', 'F' -> fraction(letter, count);
      case 't' -> text.append(half().substring(0, Math.min(count, 2)));
      case 'g' -> text.append("A.D.");
      case 'K' -> text.append("Z".repeat(Math.min(count, 100)));
      case 'z' -> text.append(count == 1 ? "+0" : count == 2 ? "+00" : "+00:00");
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Its English name, or the first three letters of it. */
  private static String name(Enum<?> monthOrDay, int count) {
    String name = monthOrDay.name();
    name = name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    return count == 3 ? name.substring(0, 3) : name;
  }

  private String half() {
    return date.getHour() < 12 ? "AM" : "PM";
  }

  /** Digits of the second; {@code F} leaves zeros at their end out, and the point before none. */
  private void fraction(char letter, int count) throws FunctionException {
    if (count > 7) throw call.wrong("its format asks for " + count + " digits of a second");
    String digits = "%09d".formatted(date.get(ChronoField.NANO_OF_SECOND)).substring(0, count);
    int end = digits.length();
    while (letter == 'F' && end > 0 && digits.charAt(end - 1) == '0') end--;
    if (end == 0) text.dropLast('.');
    text.append(digits.substring(0, end));
  }

  private void padded(int number, int width) throws FunctionException {
    String digits = Integer.toString(number);
    text.repeat('0', (long) width - digits.length()).append(digits);
  }
}
