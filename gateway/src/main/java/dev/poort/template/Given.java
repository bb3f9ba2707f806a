package dev.poort.template;

import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import org.jspecify.annotations.Nullable;

/**
 * What was given for a parameter.
 *
 * @param name the parameter's name as it was given
 * @param position where it was given
 * @param source makes the value
 */
record Given(String name, Position position, Source source) {
  /** Makes the value of a parameter. */
  interface Source {
    /**
     * The value.
     *
     * @param type the parameter's in lower case, such as {@code int}; empty for any
     */
    JsonValue value(String type, Report report);

    /** What the value is made of; null where it is given as it is. */
    default @Nullable Origin origin() {
      return null;
    }
  }
}
