package dev.poort.resourcemanager;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts an object together, member by member. */
final class Document {
  /** Where values stand that come from no text. */
  static final Position NOWHERE = Position.outside("");

  private final JsonObject.Builder members = new JsonObject.Builder();

  /** Begins with nothing. */
  Document() {}

  /** Begins with the members of an object. */
  Document(JsonObject object) {
    object.members().forEach(members::put);
  }

  /** Sets a member; null is left out. */
  Document put(String name, @Nullable JsonValue value) {
    if (value != null) members.put(name, value);
    return this;
  }

  Document text(String name, @Nullable String value) {
    return put(name, value == null ? null : string(value));
  }

  Document number(String name, long value) {
    return put(name, new JsonNumber(Long.toString(value), NOWHERE));
  }

  Document flag(String name, boolean value) {
    return put(name, new JsonBoolean(value, NOWHERE));
  }

  Document texts(String name, Collection<String> values) {
    return put(name, array(values.stream().map(Document::string).toList()));
  }

  Document values(String name, Collection<? extends JsonValue> values) {
    return put(name, array(values));
  }

  JsonObject build() {
    return members.build(NOWHERE);
  }

  static JsonValue string(String text) {
    return new JsonString(text, NOWHERE);
  }

  static JsonArray array(Collection<? extends JsonValue> values) {
    return new JsonArray(List.copyOf(values), NOWHERE);
  }

  /** The same object without some members. */
  static JsonObject without(JsonObject object, Collection<String> names) {
    var rest = new JsonObject.Builder();
    object.members().stream()
        .filter(member -> names.stream().noneMatch(member.name()::equalsIgnoreCase))
        .forEach(rest::put);
    return rest.build(object.position());
  }

  /** The same object with one member set. */
  static JsonObject with(JsonObject object, String name, JsonValue value) {
    var changed = new JsonObject.Builder();
    object.members().forEach(changed::put);
    changed.put(name, value);
    return changed.build(object.position());
  }

  /** An object within another; an empty one when there is none. */
  static JsonObject object(@Nullable JsonObject around, String name) {
    return around != null && around.get(name) instanceof JsonObject object
        ? object
        : new Document().build();
  }

  /** A text within an object; null when there is none. */
  static @Nullable String text(@Nullable JsonObject object, String name) {
    return object != null && object.get(name) instanceof JsonString string ? string.text() : null;
  }

  /** The objects of an array within an object. */
  static List<JsonObject> objects(@Nullable JsonObject object, String name) {
    List<JsonObject> found = new ArrayList<>();
    if (object == null || !(object.get(name) instanceof JsonArray array)) return found;
    for (JsonValue each : array.elements()) if (each instanceof JsonObject one) found.add(one);
    return found;
  }
}
