package dev.poort.cli;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import java.util.List;

/** Takes fields out of JSON that Poort itself has written. */
final class Fields {
  private Fields() {}

  /** A text, or a number as it is written; empty when there is none. */
  static String text(JsonObject object, String name) {
    return switch (object.get(name)) {
      case JsonString string -> string.text();
      case JsonNumber number -> number.text();
      case null, default -> "";
    };
  }

  /** A number; 0 when there is none. */
  static double number(JsonObject object, String name) {
    return object.get(name) instanceof JsonNumber number ? Double.parseDouble(number.text()) : 0;
  }

  /** The texts of an array. */
  static List<String> texts(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray array
        ? array.elements().stream()
            .filter(JsonString.class::isInstance)
            .map(each -> ((JsonString) each).text())
            .toList()
        : List.of();
  }

  /** The objects of an array. */
  static List<JsonObject> objects(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray array
        ? array.elements().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }
}
