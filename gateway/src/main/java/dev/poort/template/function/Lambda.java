package dev.poort.template.function;

import dev.poort.json.JsonValue;
import java.util.List;

/** What {@code lambda('x', expression)} stands for. */
public interface Lambda {
  /** How many variables it has. */
  int variables();

  /**
   * Its value.
   *
   * @param arguments as many as it has variables
   */
  JsonValue apply(List<JsonValue> arguments) throws NoValueException;
}
