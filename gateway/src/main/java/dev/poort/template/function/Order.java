package dev.poort.template.function;

import dev.poort.json.JsonNumber;
import java.math.BigDecimal;

/** Which of two values comes first. */
final class Order {
  /** A longer number is refused, since its value would take long to work out. */
  private static final int MAX_DIGITS = 1000;

  /** What comes before letters, as the Unicode collation algorithm orders it. */
  private static final String SYMBOLS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

  private Order() {}

  /** Below zero when the first number is less, zero when they are equal. */
  static int of(JsonNumber one, JsonNumber other) throws FunctionException {
    if (isShortWhole(one) && isShortWhole(other)) {
      return Long.compare(Long.parseLong(one.text()), Long.parseLong(other.text()));
    }
    return value(one).compareTo(value(other));
  }

  /** The same for numbers of which none is less than the other. */
  static int hash(JsonNumber number) {
    double value =
        isShortWhole(number) ? Long.parseLong(number.text()) : Double.parseDouble(number.text());
    return Double.hashCode(value + 0.0);
  }

  /** Whether a number is one of 64 bits that is written without a fraction and an exponent. */
  private static boolean isShortWhole(JsonNumber number) {
    String text = number.text();
    if (text.length() > 18) return false;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '9' || text.charAt(i) == '.') return false;
    }
    return true;
  }

  private static BigDecimal value(JsonNumber number) throws FunctionException {
    String text = number.text();
    try {
      if (text.length() <= MAX_DIGITS) return new BigDecimal(text);
    } catch (NumberFormatException _) {
      // Its exponent has more than 32 bits.
    }
    throw new FunctionException("a number is too long to be compared", "Write a shorter one");
  }

  /**
   * Below zero when the first string comes first. Letter case matters only where nothing else
   * differs, and then lower case comes first, as in .NET's invariant culture. What is not in ASCII
   * comes last.
   */
  static int of(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      if (one.charAt(i) == other.charAt(i)) continue;
      int difference = rank(one.charAt(i)) - rank(other.charAt(i));
      if (difference != 0) return difference;
    }
    if (one.length() != other.length()) return one.length() - other.length();
    return other.compareTo(one);
  }

  private static int rank(char c) {
    if (c <= ' ') return c;
    int symbol = SYMBOLS.indexOf(c);
    return symbol >= 0 ? ' ' + 1 + symbol : 128 + Character.toLowerCase(c);
  }
}
