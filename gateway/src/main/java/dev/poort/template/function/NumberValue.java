package dev.poort.template.function;

import dev.poort.json.JsonNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number as .NET knows it.
 *
 * @param value of one with a point or an exponent: the shortest digits that mean the same double
 * @param whole whether it is an integer; {@code 1.0} is none
 */
record NumberValue(BigDecimal value, boolean whole) {
  private static final int LONGEST = 400;

  static NumberValue of(Call call, JsonNumber number) throws FunctionException {
    return of(call, number.text());
  }

  /** The number that stands there as JSON or a number of .NET. */
  static NumberValue of(Call call, String digits) throws FunctionException {
    if (digits.length() > LONGEST) throw call.wrong("a number has more than 400 characters");
    boolean whole = digits.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    if (whole) return new NumberValue(new BigDecimal(digits), true);
    double number = Double.parseDouble(digits);
    if (Double.isInfinite(number)) throw call.wrong("the number " + digits + " is too large");
    return new NumberValue(new BigDecimal(Double.toString(number)), false);
  }

  boolean negative() {
    return value.signum() < 0;
  }

  /** Without its sign, rounded to so many digits behind the point. */
  BigDecimal rounded(int fraction) {
    BigDecimal size = value.abs();
    return size.scale() > fraction ? size.setScale(fraction, RoundingMode.HALF_UP) : size;
  }

  /** Without its sign, rounded to so many digits in all. */
  BigDecimal significant(int digits) {
    return value.abs().round(new MathContext(digits, RoundingMode.HALF_UP));
  }
}
