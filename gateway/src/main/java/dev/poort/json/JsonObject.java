package dev.poort.json;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object. Its members are found whatever the letter case of their names, as in ARM. */
public final class JsonObject implements JsonValue {
  private final Map<String, JsonMember> members;
  private final JsonUnknown.@Nullable Reason rest;
  private final Position position;

  private JsonObject(
      Map<String, JsonMember> members, JsonUnknown.@Nullable Reason rest, Position position) {
    this.members = Collections.unmodifiableMap(members);
    this.rest = rest;
    this.position = position;
  }

  @Override
  public Position position() {
    return position;
  }

  /** The members in the file's order; of two with one name the later value. */
  public Collection<JsonMember> members() {
    return members.values();
  }

  /** The value of a member, {@link JsonNull} included; null when there is none of that name. */
  public @Nullable JsonValue get(String name) {
    JsonMember member = member(name);
    return member == null ? null : member.value();
  }

  /** A member; null when there is none of that name. */
  public @Nullable JsonMember member(String name) {
    return members.get(key(name));
  }

  /**
   * The value of a member like {@link #get}; where there is a {@link #rest}, what is not written
   * within the value cannot be told either.
   */
  public @Nullable JsonValue open(String name) {
    JsonValue value = get(name);
    return value == null || rest == null ? value : open(value, rest, 0);
  }

  private static JsonValue open(JsonValue value, JsonUnknown.Reason rest, int depth) {
    if (depth > JsonReader.MAX_DEPTH) return new JsonUnknown(rest, value.position());
    return switch (value) {
      case JsonObject object -> object.withRest(rest);
      case JsonArray array ->
          new JsonArray(
              array.elements().stream().map(element -> open(element, rest, depth + 1)).toList(),
              array.position());
      default -> value;
    };
  }

  /** Why a member that is not here cannot be told; null when there are no more than these. */
  public JsonUnknown.@Nullable Reason rest() {
    return rest;
  }

  /** The same object, of which there are more members that cannot be told. */
  public JsonObject withRest(JsonUnknown.Reason rest) {
    return new JsonObject(members, rest, position);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  JsonObject moved(Position position) {
    return new JsonObject(members, rest, position);
  }

  /** Gathers the members of an object. */
  public static final class Builder {
    private final Map<String, JsonMember> members = new LinkedHashMap<>();

    /** Adds a member and gives that which had this name until now, if any. */
    public @Nullable JsonMember put(JsonMember member) {
      return members.put(key(member.name()), member);
    }

    /** Adds a member that stands where its value does. */
    public void put(String name, JsonValue value) {
      put(new JsonMember(name, value, value.position()));
    }

    /** The object; the builder is not used any more. */
    public JsonObject build(Position position) {
      return new JsonObject(members, null, position);
    }
  }
}
