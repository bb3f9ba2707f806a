package dev.poort.json;

/** The grammar of numbers (RFC 8259 section 6). */
final class Numbers {
  private Numbers() {}

  /** Whether a word is a number: sign, digits without leading zeros, fraction, exponent. */
  static boolean isNumber(String word) {
    int at = word.startsWith("-") ? 1 : 0;
    int whole = digits(word, at);
    if (whole == at || (word.charAt(at) == '0' && whole > at + 1)) return false;
    at = whole;
    if (at < word.length() && word.charAt(at) == '.') {
      int fraction = digits(word, at + 1);
      if (fraction == at + 1) return false;
      at = fraction;
    }
    if (at < word.length() && (word.charAt(at) == 'e' || word.charAt(at) == 'E')) {
      at++;
      if (at < word.length() && (word.charAt(at) == '+' || word.charAt(at) == '-')) at++;
      int exponent = digits(word, at);
      if (exponent == at) return false;
      at = exponent;
    }
    return at == word.length();
  }

  private static int digits(String word, int from) {
    int at = from;
    while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') at++;
    return at;
  }
}
