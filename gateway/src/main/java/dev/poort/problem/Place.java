package dev.poort.problem;

import java.util.Comparator;

/**
 * Where in a file something stands.
 *
 * @param file the file's name as the person gave it; empty when there is no file
 * @param line from 1; 0 when unknown
 * @param column from 1, counted in characters; 0 when unknown
 * @param path the JSON path, such as {@code $.properties.httpListeners[0].name}
 */
public record Place(String file, int line, int column, String path) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file)
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column)
          .thenComparing(Place::path);

  /** A place in a file as a whole. */
  public static Place of(String file) {
    return new Place(file, 0, 0, "$");
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column}, the form that editors and terminals turn into a link. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
