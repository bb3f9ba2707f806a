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
  private final Position position;

  private JsonObject(Map<String, JsonMember> members, Position position) {
    this.members = Collections.unmodifiableMap(members);
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
    JsonMember member = members.get(key(name));
    return member == null ? null : member.value();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Gathers the members of an object. */
  static final class Builder {
    private final Map<String, JsonMember> members = new LinkedHashMap<>();

    /** The member that had this name until now, if any. */
    @Nullable JsonMember put(JsonMember member) {
      return members.put(key(member.name()), member);
    }

    JsonObject build(Position position) {
      return new JsonObject(members, position);
    }
  }
}
