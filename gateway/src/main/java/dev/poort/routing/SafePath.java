package dev.poort.routing;

import org.jspecify.annotations.Nullable;

/** Paths that the gateway made itself, out of what clients sent. */
public final class SafePath {
  private SafePath() {}

  /**
   * A path with its unreserved characters as they are, which no server can read as leading out of
   * itself.
   *
   * @param path begins with a slash
   * @return null when it has dot segments, plain or behind an encoded separator or a parameter, or
   *     its percent-encoding is broken
   */
  public static @Nullable String of(String path) {
    String decoded = PathText.decoded(path);
    if (decoded == null || PathText.hasDotSegment(decoded)) return null;
    for (String reading : PathText.otherReadings(decoded)) {
      if (PathText.hasDotSegment(reading)) return null;
    }
    return decoded;
  }
}
