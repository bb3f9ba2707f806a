package dev.poort.json;

import java.util.List;

/** An array. */
public final class JsonArray implements JsonValue {
  private final List<JsonValue> elements;
  private final Position position;
  private final int weight;
  private final int depth;

  /** An array of these elements, which are copied. */
  public JsonArray(List<JsonValue> elements, Position position) {
    this.elements = List.copyOf(elements);
    this.position = position;
    long sum = 1;
    int deepest = 0;
    for (JsonValue element : this.elements) {
      sum += element.weight();
      deepest = Math.max(deepest, element.depth());
    }
    weight = (int) Math.min(sum, MAX_WEIGHT);
    depth = deepest + 1;
  }

  private JsonArray(JsonArray original, Position position) {
    elements = original.elements;
    weight = original.weight;
    depth = original.depth;
    this.position = position;
  }

  /** The elements, which nobody can change. */
  public List<JsonValue> elements() {
    return elements;
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public int weight() {
    return weight;
  }

  @Override
  public int depth() {
    return depth;
  }

  JsonArray moved(Position position) {
    return new JsonArray(this, position);
  }
}
