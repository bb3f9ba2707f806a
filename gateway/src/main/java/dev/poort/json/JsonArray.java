package dev.poort.json;

import java.util.List;

/** An array. */
public record JsonArray(List<JsonValue> elements, Position position) implements JsonValue {
  public JsonArray {
    elements = List.copyOf(elements);
  }
}
