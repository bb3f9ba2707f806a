package dev.poort.routing;

import org.jspecify.annotations.Nullable;

/**
 * Why a path is refused: servers are known that read it in another way, which leads elsewhere.
 *
 * @param reading how such a server reads it; null when its percent-encoding is broken
 * @param serving the route of the path as it stands; null when its percent-encoding is broken
 * @param other the route of that reading; null when it has a dot segment, which leads anywhere
 */
public record Ambiguity(@Nullable String reading, @Nullable Route serving, @Nullable Route other) {
  private static final Ambiguity BROKEN = new Ambiguity(null, null, null);

  /** The percent-encoding is broken. */
  static Ambiguity broken() {
    return BROKEN;
  }

  /** The same for people. */
  public String inWords() {
    if (reading == null) return "its percent-encoding is broken";
    String read = "servers could read it as " + reading;
    return other == null
        ? read + ", whose dot segment leads elsewhere"
        : read + ", which goes by " + other.inWords();
  }
}
