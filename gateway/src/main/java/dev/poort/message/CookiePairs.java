package dev.poort.message;

import org.jspecify.annotations.Nullable;

/**
 * Walks the {@code name=value} pairs of a Cookie field and gives the values of one name and one
 * length. What is no pair is passed over; no more is copied than what is given.
 */
final class CookiePairs {
  private final byte[] octets;
  private final int end;
  private final String name;
  private final int length;
  private int at;

  CookiePairs(byte[] octets, int start, int end, String name, int length) {
    this.octets = octets;
    this.at = start;
    this.end = end;
    this.name = name;
    this.length = length;
  }

  /** The next value; null when there is none left. */
  @Nullable String next() {
    while (at < end) {
      int start = at;
      while (start < end && Octets.isBlank(octets[start])) start++;
      int stop = start;
      while (stop < end && octets[stop] != ';') stop++;
      at = stop + 1;
      if (isWanted(start, stop)) return Octets.text(octets, stop - length, stop);
    }
    return null;
  }

  private boolean isWanted(int start, int stop) {
    int equals = start + name.length();
    if (stop - equals != length + 1 || octets[equals] != '=') return false;
    for (int i = 0; i < name.length(); i++) {
      if (octets[start + i] != name.charAt(i)) return false;
    }
    return true;
  }
}
