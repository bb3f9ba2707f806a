package dev.poort.template.function;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** One section of a {@link CustomNumberFormat}. */
final class NumberPicture {
  private final String picture;

  /** Places for digits before and behind the point. */
  private int wholePlaces;

  private int fractionPlaces;

  /** How many of them are filled with zeros when there is no digit. */
  private int leastWhole;

  private int leastFraction;

  /** How far the point moves to the right for percents, to the left for thousands. */
  private int scale;

  private boolean grouped;

  /** Where the exponent stands; -1 when there is none. */
  private int exponentAt = -1;

  /**
   * A number as this section shows it.
   *
   * @param whole digits before the point; empty for none
   * @param fraction digits behind the point without the zeros at their end
   */
  record Digits(String whole, String fraction, int exponent) {
    boolean zero() {
      return whole.isEmpty() && fraction.isEmpty();
    }
  }

  NumberPicture(String picture) {
    this.picture = picture;
    boolean point = false;
    int commaAfter = -1;
    int commas = 0;
    for (int at = 0; at < picture.length(); at = next(picture, at)) {
      char c = picture.charAt(at);
      switch (c) {
        case '0', '#' -> {
          if (point) {
            fractionPlaces++;
            if (c == '0') leastFraction = fractionPlaces;
          } else {
            wholePlaces++;
            if (c == '0' || leastWhole > 0) leastWhole++;
          }
        }
        case '.' -> point = true;
        case ',' -> {
          if (wholePlaces == 0 || point) continue;
          if (commaAfter >= 0 && commaAfter != wholePlaces) grouped = true;
          commas = commaAfter == wholePlaces ? commas + 1 : 1;
          commaAfter = wholePlaces;
        }
        case '%' -> scale += 2;
        case '‰' -> scale += 3;
        case 'E', 'e' -> {
          if (exponentAt < 0 && isExponent(at)) exponentAt = at;
        }
        default -> {}
      }
      if (exponentAt == at) at = exponentEnd(at) - 1;
    }
    if (commaAfter == wholePlaces) scale -= 3 * commas;
    else if (commaAfter >= 0) grouped = true;
  }

  boolean isEmpty() {
    return picture.isEmpty();
  }

  /** Where the next element begins: a text in quotes or an escaped character is one. */
  static int next(String picture, int at) {
    char c = picture.charAt(at);
    if (c == '\\') return Math.min(at + 2, picture.length());
    if (c != '\'' && c != '"') return at + 1;
    int close = picture.indexOf(c, at + 1);
    return close < 0 ? picture.length() : close + 1;
  }

  private boolean isExponent(int at) {
    int digit = at + 1;
    if (digit < picture.length() && "+-".indexOf(picture.charAt(digit)) >= 0) digit++;
    return digit < picture.length() && picture.charAt(digit) == '0';
  }

  private int exponentEnd(int at) {
    int end = at + 2;
    while (end < picture.length() && picture.charAt(end) == '0') end++;
    return end;
  }

  /** The digits of a number, rounded to the places that there are. */
  Digits digits(BigDecimal number) {
    BigDecimal value = number.abs().movePointRight(scale);
    int exponent = 0;
    if (exponentAt >= 0 && value.signum() != 0) {
      exponent = value.precision() - value.scale() - wholePlaces;
      value = value.movePointLeft(exponent);
      if (rounded(value).precision() - rounded(value).scale() > wholePlaces) {
        exponent++;
        value = value.movePointLeft(1);
      }
    }
    String digits = rounded(value).toPlainString();
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    String fraction = point < 0 ? "" : digits.substring(point + 1);
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') end--;
    return new Digits(whole.equals("0") ? "" : whole, fraction.substring(0, end), exponent);
  }

  private BigDecimal rounded(BigDecimal value) {
    if (value.scale() <= fractionPlaces) return value;
    return value.setScale(fractionPlaces, RoundingMode.HALF_UP);
  }

  void append(Digits digits, BoundedText text) throws FunctionException {
    int left = wholePlaces;
    int behind = 0;
    boolean pointSeen = false;
    boolean started = false;
    for (int at = 0; at < picture.length(); ) {
      char c = picture.charAt(at);
      if (at == exponentAt) {
        appendExponent(digits.exponent, text);
        at = exponentEnd(at);
        continue;
      }
      boolean place = c == '0' || c == '#' || c == '.';
      if (place && !started) {
        started = true;
        for (int p = digits.whole.length(); p > wholePlaces; p--) appendWhole(digits, p, text);
      }
      int next = next(picture, at);
      switch (c) {
        case '0', '#' -> {
          if (pointSeen) appendFraction(digits, ++behind, text);
          else appendWhole(digits, left--, text);
        }
        case '.' -> {
          if (!pointSeen && (leastFraction > 0 || !digits.fraction.isEmpty())) text.append('.');
          pointSeen = true;
        }
        case ',' -> {}
        case '\\' -> text.append(picture.substring(at + 1, next));
        case '\'', '"' -> text.append(quoted(at, next));
        default -> text.append(c);
      }
      at = next;
    }
  }

  private String quoted(int from, int to) {
    boolean closed = to - from > 1 && picture.charAt(to - 1) == picture.charAt(from);
    return picture.substring(from + 1, closed ? to - 1 : to);
  }

  /**
   * @param place counted from the point, from 1
   */
  private void appendWhole(Digits digits, int place, BoundedText text) throws FunctionException {
    int length = digits.whole.length();
    if (place > length && place > leastWhole) return;
    text.append(place > length ? '0' : digits.whole.charAt(length - place));
    if (grouped && place > 1 && place % 3 == 1) text.append(',');
  }

  private void appendFraction(Digits digits, int place, BoundedText text) throws FunctionException {
    boolean there = place <= digits.fraction.length();
    if (there) text.append(digits.fraction.charAt(place - 1));
    else if (place <= leastFraction) text.append('0');
  }

  private void appendExponent(int exponent, BoundedText text) throws FunctionException {
    char sign = picture.charAt(exponentAt + 1);
    text.append(picture.charAt(exponentAt));
    if (exponent < 0) text.append('-');
    else if (sign == '+') text.append('+');
    int least = exponentEnd(exponentAt) - exponentAt - (sign == '0' ? 1 : 2);
    String size = Integer.toString(Math.abs(exponent));
    text.repeat('0', (long) least - size.length()).append(size);
  }
}
