package dev.poort.template.function;

import dev.poort.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * A template asks for more than any honest one does. The whole evaluation ends where it is, which
 * is why this is unchecked: it is caught where evaluation begins.
 */
public final class SpentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String mend;
  private final transient @Nullable Place place;

  SpentException(String what, String mend) {
    this(what, mend, null);
  }

  private SpentException(String what, String mend, @Nullable Place place) {
    super(what, null, false, false);
    this.mend = mend;
    this.place = place;
  }

  /** The same at a place. */
  public SpentException at(Place place) {
    return new SpentException(what(), mend, place);
  }

  /** What is too much. */
  public String what() {
    return String.valueOf(getMessage());
  }

  /** What to do about it. */
  public String mend() {
    return mend;
  }

  /** Where it was asked for; null where that is not known yet. */
  public @Nullable Place place() {
    return place;
  }
}
