package dev.poort.json;

import dev.poort.problem.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands. It becomes a {@link Place} only when somebody asks, since most values never
 * have a problem.
 */
public final class Position {
  /** The characters of a name that a path shows. */
  private static final int LONGEST = 100;

  private final Source source;
  private final int offset;
  private final @Nullable Position parent;
  private final @Nullable String key;
  private final int index;
  private final Trail trail;

  /** How a value came to stand somewhere, asked only for a problem. */
  public interface Trail {
    /** Nothing is to be said: the value is written there. */
    Trail NONE = List::of;

    /** One sentence a step, without full stops. */
    List<String> steps();

    /** Whether the value is made of a secret, which must not be shown. */
    default boolean isSecret() {
      return false;
    }

    /** The same without any value. */
    default Trail untold() {
      return this;
    }
  }

  private Position(
      Source source,
      int offset,
      @Nullable Position parent,
      @Nullable String key,
      int index,
      Trail trail) {
    this.source = source;
    this.offset = offset;
    this.parent = parent;
    this.key = key;
    this.index = index;
    this.trail = trail;
  }

  static Position root(Source source, int offset) {
    return new Position(source, offset, null, null, 0, Trail.NONE);
  }

  /**
   * Where a value stands that comes from no file.
   *
   * @param name what a problem calls the place, such as {@code --parameters}
   */
  public static Position outside(String name) {
    return root(new Source(name, ""), 0);
  }

  Position member(String name, int offset) {
    return new Position(source, offset, this, name, 0, trail);
  }

  Position element(int index, int offset) {
    return new Position(source, offset, this, null, index, trail);
  }

  /** The same place for a value that was worked out there. */
  public Position by(Trail trail) {
    return new Position(source, offset, parent, key, index, trail);
  }

  /** Whether the value is made of a secret, which must not be shown. */
  public boolean isSecret() {
    return trail.isSecret();
  }

  /** The same place for a value that must not be shown, nor any that it is made of. */
  public Position untold() {
    return by(trail.untold());
  }

  /** The place some characters into the string that stands here. */
  public Position within(int characters) {
    return new Position(source, source.skip(offset + 1, characters), parent, key, index, trail);
  }

  int offset() {
    return offset;
  }

  /** File, line, column, JSON path, and how the value came about. */
  public Place place() {
    Place bare = bare();
    return new Place(bare.file(), bare.line(), bare.column(), path(), trail.steps());
  }

  /**
   * {@code file:line:column}; the name alone for what comes from no file, the path in what was
   * sent.
   */
  public String link() {
    return source.isSent() ? path() : bare().toString();
  }

  private Place bare() {
    if (source.text().isEmpty()) return Place.of(source.file());
    return new Place(source.file(), source.line(offset), source.column(offset), "$");
  }

  /**
   * What a sentence calls it: {@code port}, {@code hostNames[2]}; {@code the file} for the root.
   */
  public String name() {
    if (key != null) return shown(key);
    if (parent == null) return "the file";
    return (parent.parent == null ? "" : parent.name()) + "[" + index + "]";
  }

  /** The JSON path, such as {@code $.properties.httpListeners[0].name}. */
  public String path() {
    var path = new StringBuilder();
    appendTo(path);
    return path.toString();
  }

  private void appendTo(StringBuilder path) {
    if (parent == null) {
      path.append('$');
      return;
    }
    parent.appendTo(path);
    if (key == null) path.append('[').append(index).append(']');
    else if (isPlain(shown(key))) path.append('.').append(key);
    else path.append("['").append(shown(key)).append("']");
  }

  private static String shown(String key) {
    return key.length() <= LONGEST ? key : key.substring(0, LONGEST) + "...";
  }

  private static boolean isPlain(String key) {
    return !key.isEmpty()
        && key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$');
  }
}
