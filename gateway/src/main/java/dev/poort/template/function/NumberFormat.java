package dev.poort.template.function;

import dev.poort.json.JsonValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/**
 * Writes numbers by a format string of .NET, as its invariant culture does. Source: "Standard
 * numeric format strings"; what is none of them is a {@link CustomNumberFormat}.
 */
final class NumberFormat {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
  private static final int DIGITS_OF_DOUBLE = 15;

  /** Each % and each comma of a picture moves the point: long ones would make long numbers. */
  private static final int LONGEST = 1000;

  private final Call call;
  private final NumberValue number;
  private final BoundedText text;

  private NumberFormat(Call call, NumberValue number) {
    this.call = call;
    this.number = number;
    text = new BoundedText(call.budget());
  }

  /** As .NET writes a number that is asked for no format. */
  static String plain(Call call, NumberValue number) throws FunctionException {
    return of(call, number, "G");
  }

  static String of(Call call, NumberValue number, String format) throws FunctionException {
    if (format.isEmpty()) return plain(call, number);
    if (format.length() > LONGEST) {
      throw call.wrong("a format has more than " + LONGEST + " characters", "Write a shorter one");
    }
    char letter = format.charAt(0);
    String digits = format.substring(1);
    boolean standard = isLetter(letter) && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!standard) return new CustomNumberFormat(call, format).of(number);
    if (digits.length() > 9) throw unknown(call, format);
    int precision = digits.isEmpty() ? -1 : Integer.parseInt(digits);
    var formatting = new NumberFormat(call, number);
    formatting.append(letter, precision, format);
    return formatting.text.toString();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static FunctionException unknown(Call call, String format) {
    return call.wrong("the format " + JsonValues.shown(format) + " is none for this number");
  }

  private void append(char letter, int precision, String format) throws FunctionException {
    int places = precision < 0 ? 2 : precision;
    switch (Character.toUpperCase(letter)) {
      case 'C' -> {
        text.append(number.negative() ? "(¤" : "¤");
        fixed(number, places, true);
        if (number.negative()) text.append(')');
      }
      case 'E' -> scientific(precision < 0 ? 6 : precision, letter, 3, true);
      case 'F' -> signed(number, places, false);
      case 'G' -> general(precision, letter == 'g' ? 'e' : 'E');
      case 'N' -> signed(number, places, true);
      case 'P' -> {
        BigDecimal hundredfold = number.value().movePointRight(2);
        signed(new NumberValue(hundredfold, number.whole()), places, true);
        text.append(" %");
      }
      default -> {
        if (!appendWhole(Character.toUpperCase(letter), letter, precision)) {
          throw unknown(call, format);
        }
      }
    }
  }

  /** Formats for integers alone, and R for all others. False where the number is not of those. */
  private boolean appendWhole(char kind, char letter, int precision) throws FunctionException {
    if (kind == 'R' && !number.whole()) {
      general(-1, 'E');
      return true;
    }
    if (!number.whole()) return false;
    BigInteger value = number.value().toBigInteger();
    switch (kind) {
      case 'D' -> {
        if (number.negative()) text.append('-');
        padded(value.abs().toString(), precision);
      }
      case 'X', 'B' -> {
        if (value.bitLength() > 63) return false;
        BigInteger bits = value.signum() < 0 ? value.add(TWO_TO_64) : value;
        String digits = bits.toString(kind == 'X' ? 16 : 2);
        padded(letter == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, precision);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void padded(String digits, int precision) throws FunctionException {
    text.repeat('0', (long) precision - digits.length()).append(digits);
  }

  private void signed(NumberValue value, int places, boolean grouped) throws FunctionException {
    if (value.negative()) text.append('-');
    fixed(value, places, grouped);
  }

  private void fixed(NumberValue value, int places, boolean grouped) throws FunctionException {
    String digits = value.rounded(places).toPlainString();
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    String fraction = point < 0 ? "" : digits.substring(point + 1);
    for (int i = 0; i < whole.length(); i++) {
      if (grouped && i > 0 && (whole.length() - i) % 3 == 0) text.append(',');
      text.append(whole.charAt(i));
    }
    if (places == 0) return;
    text.append('.').append(fraction).repeat('0', (long) places - fraction.length());
  }

  private void general(int precision, char letter) throws FunctionException {
    BigDecimal all = number.value().abs().stripTrailingZeros();
    boolean given = precision > 0;
    if (!given && number.whole()) {
      text.append(number.value().toBigInteger().toString());
      return;
    }
    BigDecimal digits = given ? number.significant(precision).stripTrailingZeros() : all;
    int most = given ? precision : Math.max(digits.precision(), DIGITS_OF_DOUBLE);
    int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    if (exponent >= most || exponent < -4) {
      scientific(digits.precision() - 1, letter, 2, false);
    } else {
      if (number.negative()) text.append('-');
      text.append(digits.toPlainString());
    }
  }

  /**
   * @param places digits behind the point
   * @param padded whether zeros fill them up
   */
  private void scientific(int places, char letter, int exponentDigits, boolean padded)
      throws FunctionException {
    int kept = (int) Math.min(places + 1L, number.value().precision() + 1L);
    BigDecimal rounded = number.significant(kept);
    boolean zero = rounded.signum() == 0;
    String digits = zero ? "0" : rounded.unscaledValue().toString();
    int exponent = zero ? 0 : rounded.precision() - rounded.scale() - 1;
    if (number.negative()) text.append('-');
    text.append(digits.charAt(0));
    if (places > 0) {
      int end = Math.min(digits.length(), places + 1);
      text.append('.').append(digits.substring(1, end));
      if (padded) text.repeat('0', (long) places - (end - 1));
    }
    text.append(letter).append(exponent < 0 ? '-' : '+');
    String size = Integer.toString(Math.abs(exponent));
    text.repeat('0', (long) exponentDigits - size.length()).append(size);
  }
}
