package dev.poort.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object. Its members are found whatever the letter case of their names, as in ARM. */
public final class JsonObject implements JsonValue {
  private final List<JsonMember> members;
  private final @Nullable NameTable table;
  private final JsonUnknown.@Nullable Reason rest;
  private final Position position;
  private final int weight;
  private final int depth;

  private JsonObject(Builder builder, Position position) {
    members = List.copyOf(builder.members);
    table = builder.table;
    rest = null;
    this.position = position;
    long sum = 1;
    int deepest = 0;
    for (JsonMember member : members) {
      sum += member.value().weight() + JsonValue.extra(member.name());
      deepest = Math.max(deepest, member.value().depth());
    }
    weight = (int) Math.min(sum, MAX_WEIGHT);
    depth = deepest + 1;
  }

  private JsonObject(JsonObject original, JsonUnknown.@Nullable Reason rest, Position position) {
    members = original.members;
    table = original.table;
    weight = original.weight;
    depth = original.depth;
    this.rest = rest;
    this.position = position;
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

  /** The members in the file's order; of two with one name the later value. */
  public Collection<JsonMember> members() {
    return members;
  }

  /** The value of a member, {@link JsonNull} included; null when there is none of that name. */
  public @Nullable JsonValue get(String name) {
    JsonMember member = member(name);
    return member == null ? null : member.value();
  }

  /** A member; null when there is none of that name. */
  public @Nullable JsonMember member(String name) {
    int found = NameTable.find(name, members, table);
    return found < 0 ? null : members.get(found);
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
    return new JsonObject(this, rest, position);
  }

  JsonObject moved(Position position) {
    return new JsonObject(this, rest, position);
  }

  /** Gathers the members of an object. */
  public static final class Builder {
    private final List<JsonMember> members = new ArrayList<>();
    private @Nullable NameTable table;

    /** Adds a member and gives that which had this name until now, if any. */
    public @Nullable JsonMember put(JsonMember member) {
      int found = NameTable.find(member.name(), members, table);
      if (found >= 0) return members.set(found, member);
      members.add(member);
      if (table == null) table = NameTable.of(members);
      else table.add(members.size() - 1, members);
      return null;
    }

    /** Adds a member that stands where its value does. */
    public void put(String name, JsonValue value) {
      put(new JsonMember(name, value, value.position()));
    }

    /** The object; the builder is not used any more. */
    public JsonObject build(Position position) {
      return new JsonObject(this, position);
    }
  }
}
