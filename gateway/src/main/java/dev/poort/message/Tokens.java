package dev.poort.message;

/** Comma lists of tokens (RFC 9110 5.6.1). */
final class Tokens {
  private Tokens() {}

  /** Whether a comma list has the token, in any letter case. */
  static boolean contains(byte[] octets, int start, int end, String token) {
    int at = start;
    while (at < end) {
      int comma = at;
      while (comma < end && octets[comma] != ',') comma++;
      int from = at;
      int to = comma;
      while (from < to && Octets.isBlank(octets[from])) from++;
      while (to > from && Octets.isBlank(octets[to - 1])) to--;
      if (Octets.equalIgnoreCase(octets, from, to, token)) return true;
      at = comma + 1;
    }
    return false;
  }
}
