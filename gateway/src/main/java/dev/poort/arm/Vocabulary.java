package dev.poort.arm;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names that ARM knows in a type of object, as {@link ArmType} lists them. */
final class Vocabulary {
  private static final String EVERYWHERE =
      "id name type etag properties provisioningState resourceGroup";

  private final List<String> names = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> effective = new HashSet<>();
  private final Map<String, String> later = new HashMap<>();

  Vocabulary(String effective, String later, String azure, String referrers) {
    names.addAll(words(effective));
    for (String name : words(effective)) this.effective.add(key(name));
    for (String entry : words(later)) {
      int equals = entry.indexOf('=');
      String name = equals < 0 ? entry : entry.substring(0, equals);
      names.add(name);
      this.later.put(key(name), equals < 0 ? "" : entry.substring(equals + 1));
    }
    names.addAll(words(azure));
    names.addAll(words(EVERYWHERE));
    for (String name : names) known.add(key(name));
    for (String name : words(referrers)) known.add(key(name));
  }

  private static List<String> words(String list) {
    return list.isEmpty() ? List.of() : List.of(list.split(" "));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The names that one may write, for a suggestion. */
  List<String> names() {
    return names;
  }

  /** Whether ARM knows a property of this name. */
  boolean knows(String name) {
    return known.contains(key(name));
  }

  /** Whether a property of this name changes what Poort does. */
  boolean hasEffect(String name) {
    return effective.contains(key(name));
  }

  /** Whether a property says something that Poort does not do yet. */
  boolean saysWhatHasNoEffectYet(JsonMember property) {
    String neutral = later.get(key(property.name()));
    if (neutral == null || property.value() instanceof JsonNull) return false;
    return neutral.isEmpty() ? !isOff(property.value()) : !isWord(property.value(), neutral);
  }

  private static boolean isOff(JsonValue value) {
    return switch (value) {
      case JsonNull _ -> true;
      case JsonUnknown _ -> false;
      case JsonBoolean bool -> !bool.value();
      case JsonNumber number -> number.text().equals("0");
      case JsonString _ -> isWord(value, "") || isWord(value, "false") || isWord(value, "Disabled");
      case JsonArray array -> array.elements().isEmpty();
      case JsonObject object -> {
        JsonValue enabled = object.get("enabled");
        yield object.members().isEmpty() || (enabled != null && isOff(enabled));
      }
    };
  }

  private static boolean isWord(JsonValue value, String word) {
    return switch (value) {
      case JsonString string -> string.text().equalsIgnoreCase(word);
      case JsonBoolean bool -> Boolean.toString(bool.value()).equals(word);
      default -> false;
    };
  }
}
