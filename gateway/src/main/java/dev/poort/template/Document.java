package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;

/** Makes the objects that functions give. */
final class Document {
  private final JsonObject.Builder members = new JsonObject.Builder();
  private final Position position;

  /**
   * @param position where the object and its members stand
   */
  Document(Position position) {
    this.position = position;
  }

  Document text(String name, String text) {
    members.put(name, new JsonString(text, position));
    return this;
  }

  Document put(String name, JsonValue value) {
    members.put(name, value);
    return this;
  }

  JsonObject build() {
    return members.build(position);
  }
}
