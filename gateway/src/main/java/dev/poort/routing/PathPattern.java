package dev.poort.routing;

/**
 * A pattern of a path rule in the form in which paths are matched.
 *
 * @param text what a path must be or begin with, in lower case and without the star
 * @param open whether anything may follow
 * @param index its place among the patterns of its map; the lowest wins
 */
record PathPattern(String text, boolean open, int index) {
  static PathPattern of(String pattern, int index) {
    boolean open = pattern.endsWith("*");
    String text = open ? pattern.substring(0, pattern.length() - 1) : pattern;
    return new PathPattern(PathText.ofPattern(text), open, index);
  }
}
