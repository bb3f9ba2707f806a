package dev.poort.template.function;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;

/** What becomes of a value where a string is wanted: what .NET makes of it. */
final class PlainText {
  private PlainText() {}

  /**
   * A string as it is, true as {@code True}, null as nothing, and arrays and objects as JSON.
   *
   * @param quote what strings and names of JSON stand in
   */
  static String of(Call call, JsonValue value, char quote) throws NoValueException {
    return switch (value) {
      case JsonString string -> string.text();
      case JsonNumber number when isPlain(number.text()) -> number.text();
      case JsonNumber number -> NumberFormat.plain(call, NumberValue.of(call, number));
      case JsonBoolean bool -> bool.value() ? "True" : "False";
      case JsonNull _ -> "";
      case JsonArray _, JsonObject _ -> JsonText.of(value, quote, call.budget());
      case JsonUnknown unknown -> throw new UnknownException(unknown);
    };
  }

  /** Whether a number is written as .NET would write it: most are short and whole. */
  private static boolean isPlain(String digits) {
    if (digits.length() > 15) return false;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      boolean leading = i == 0 && c >= '1' && c <= '9';
      if (!leading && (i == 0 || c < '0' || c > '9')) return digits.equals("0");
    }
    return true;
  }

  /** Whether a value is a string, a number or a boolean. */
  static boolean isScalar(JsonValue value) {
    return value instanceof JsonString
        || value instanceof JsonNumber
        || value instanceof JsonBoolean;
  }
}
