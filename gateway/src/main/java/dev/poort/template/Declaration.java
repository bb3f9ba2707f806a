package dev.poort.template;

import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a parameter.
 *
 * @param name as it is declared
 * @param body its type and what else is said
 * @param position where the name stands
 */
record Declaration(String name, JsonObject body, Position position) {
  /** The value for when none is given; null for none. */
  @Nullable JsonValue standard() {
    JsonValue standard = body.get("defaultValue");
    return standard instanceof JsonNull ? null : standard;
  }

  /** What the parameter is for, without a full stop; empty where that is not said. */
  String description() {
    return body.get("metadata") instanceof JsonObject metadata
            && metadata.get("description") instanceof JsonString text
        ? text.text().strip().replaceAll("\\.$", "")
        : "";
  }
}
