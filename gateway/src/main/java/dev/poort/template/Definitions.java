package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types that a template defines. Source: "Type definitions in ARM templates".
 *
 * @param section null when it defines none
 */
record Definitions(@Nullable JsonObject section) {
  private static final String PREFIX = "#/definitions/";
  private static final int MAX_REFERENCES = 50;

  /** A declaration, then what its {@code $ref} leads to, and so on as long as there is one. */
  List<JsonObject> levels(JsonObject declaration) {
    return levels(declaration, new Way());
  }

  /** How many references may still be followed, of those within paths too. */
  private static final class Way {
    private int left = MAX_REFERENCES;
  }

  private List<JsonObject> levels(JsonObject declaration, Way way) {
    var levels = new ArrayList<JsonObject>();
    JsonObject at = declaration;
    while (at != null) {
      levels.add(at);
      boolean more = way.left-- > 0;
      at = more && at.get("$ref") instanceof JsonString ref ? find(ref.text(), way) : null;
    }
    return levels;
  }

  /** The {@code $ref} that leads nowhere; null when there is none. */
  @Nullable JsonString dangling(JsonObject declaration) {
    return levels(declaration).getLast().get("$ref") instanceof JsonString ref ? ref : null;
  }

  /** The names of all, as a {@code $ref} has them. */
  List<String> names() {
    if (section == null) return List.of();
    return section.members().stream().map(member -> PREFIX + member.name()).toList();
  }

  /** What a path leads to, be it a part of a type; null when it leads nowhere. */
  private @Nullable JsonObject find(String path, Way way) {
    if (!path.startsWith(PREFIX)) return null;
    JsonValue at = section;
    for (String name : path.substring(PREFIX.length()).split("/", -1)) {
      String key = name.replace("~1", "/").replace("~0", "~"); // RFC 6901, section 4
      at =
          switch (at) {
            case JsonObject object -> levels(object, way).getLast().get(key);
            case JsonArray array -> element(array, key);
            case null, default -> null;
          };
    }
    return at instanceof JsonObject object ? object : null;
  }

  private static @Nullable JsonValue element(JsonArray array, String index) {
    try {
      return array.elements().get(Integer.parseInt(index));
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      return null;
    }
  }
}
