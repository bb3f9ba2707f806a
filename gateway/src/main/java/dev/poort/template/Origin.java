package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.template.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a parameter or a variable is made of.
 *
 * @param raw as it is written, with its expressions
 * @param frame where these are evaluated
 */
record Origin(JsonValue raw, Frame frame) {
  Origin {
    frame = frame.first();
  }

  /**
   * What a member or an element is made of: of the whole where that is an expression itself; null
   * when there is none.
   *
   * @param key its name or its number
   */
  @Nullable Origin within(Expression key) {
    JsonValue found =
        switch (raw) {
          case JsonString text -> text;
          case JsonObject object when key instanceof Expression.Text name ->
              object.get(name.value());
          case JsonArray array when key instanceof Expression.Whole index -> element(array, index);
          default -> null;
        };
    return found == null ? null : new Origin(found, frame);
  }

  private static @Nullable JsonValue element(JsonArray array, Expression.Whole index) {
    boolean inside = index.value() >= 0 && index.value() < array.elements().size();
    return inside ? array.elements().get((int) index.value()) : null;
  }
}
