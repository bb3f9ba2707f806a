package dev.poort.problem;

import java.util.Comparator;
import java.util.List;

/**
 * Where in a file something stands.
 *
 * @param file the file's name as the person gave it; empty when there is no file
 * @param line from 1; 0 when unknown
 * @param column from 1, counted in characters; 0 when unknown
 * @param path the JSON path, such as {@code $.properties.httpListeners[0].name}
 * @param trail how the value came to stand there, one sentence a step without a full stop; empty
 *     for one that is written there
 */
public record Place(String file, int line, int column, String path, List<String> trail)
    implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file)
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column)
          .thenComparing(Place::path)
          .thenComparing(place -> String.join("\n", place.trail()));

  public Place {
    trail = List.copyOf(trail);
  }

  /** A place of something that is written there. */
  public Place(String file, int line, int column, String path) {
    this(file, line, column, path, List.of());
  }

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
