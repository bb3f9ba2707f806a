package dev.poort.json;

import dev.poort.problem.Place;
import org.jspecify.annotations.Nullable;

/** A value of a JSON text, immutable, which knows where it stands. */
public sealed interface JsonValue
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull, JsonUnknown {
  /** Where it stands. */
  Position position();

  /** Where it stands, for a problem. */
  default Place place() {
    return position().place();
  }

  /** What {@link #weight} never exceeds. */
  int MAX_WEIGHT = 1 << 30;

  /** So many characters weigh as much as a value. */
  int CHARACTERS = 20;

  /**
   * How much it is for whoever goes through all of it: the values that it is made of, itself
   * included, and one for each {@value #CHARACTERS} characters of its texts. What stands in it
   * several times counts as often.
   */
  default int weight() {
    return switch (this) {
      case JsonString string -> 1 + extra(string.text());
      case JsonNumber number -> 1 + extra(number.text());
      default -> 1;
    };
  }

  /** What a text adds to the weight. */
  static int extra(String text) {
    return text.length() / CHARACTERS;
  }

  /** How many arrays and objects are within one another, itself included. */
  default int depth() {
    return 0;
  }

  /** What a sentence calls it, such as {@code port} or {@code hostNames[2]}. */
  default String name() {
    return position().name();
  }

  /** Its text; the sketch of one that cannot be told; null for what is no text. */
  default @Nullable String sketch() {
    return switch (this) {
      case JsonString string -> string.text();
      case JsonUnknown unknown -> unknown.sketch();
      default -> null;
    };
  }

  /** What it is, for a sentence: {@code a string}, {@code an object} ... */
  default String kind() {
    return switch (this) {
      case JsonObject _ -> "an object";
      case JsonArray _ -> "an array";
      case JsonString _ -> "a string";
      case JsonNumber _ -> "a number";
      case JsonBoolean _ -> "a boolean";
      case JsonNull _ -> "null";
      case JsonUnknown _ -> "unknown";
    };
  }

  /** The same value, standing elsewhere; what is within it keeps its places. */
  @SuppressWarnings("ReferenceEquality") // Most stand there already.
  default JsonValue at(Position position) {
    if (position() == position) return this;
    return switch (this) {
      case JsonObject object -> object.moved(position);
      case JsonArray array -> array.moved(position);
      case JsonString string -> new JsonString(string.text(), position);
      case JsonNumber number -> new JsonNumber(number.text(), position);
      case JsonBoolean bool -> new JsonBoolean(bool.value(), position);
      case JsonNull _ -> new JsonNull(position);
      case JsonUnknown unknown -> new JsonUnknown(unknown.reason(), unknown.sketch(), position);
    };
  }
}
