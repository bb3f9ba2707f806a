package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.stream.Collectors;

/** Values as sentences show them. */
final class Texts {
  private static final int LONGEST = 60;

  private Texts() {}

  /** A value as an expression would write it, shortened. */
  static String shown(JsonValue value) {
    return switch (value) {
      case JsonString string -> "'" + shorten(string.text()) + "'";
      case JsonNumber number -> number.text();
      case JsonBoolean bool -> Boolean.toString(bool.value());
      case JsonNull _ -> "null";
      case JsonArray array -> "an array of " + array.elements().size();
      case JsonObject object -> "an object of " + object.members().size();
      case JsonUnknown _ -> "unknown";
    };
  }

  /** A value as JSON without blanks, to compare it. */
  static String json(JsonValue value) {
    return switch (value) {
      case JsonArray array ->
          array.elements().stream().map(Texts::json).collect(Collectors.joining(",", "[", "]"));
      case JsonObject object ->
          object.members().stream()
              .map(member -> member.name() + ":" + json(member.value()))
              .sorted()
              .collect(Collectors.joining(",", "{", "}"));
      case JsonString string -> "'" + string.text() + "'";
      default -> shown(value);
    };
  }

  static String shorten(String text) {
    String beginning = beginning(text);
    return beginning.length() == text.length() ? text : beginning + "...";
  }

  /** What of a text a sentence shows at most. */
  static String beginning(String text) {
    String start = text.substring(0, Math.min(LONGEST, text.length()));
    return start.lines().findFirst().orElse("");
  }
}
