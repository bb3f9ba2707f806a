package dev.poort.template.function;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;

/**
 * Writes a value as JSON without white space, with the escapes that ARM writes: those of control
 * characters, quotes, backslashes and the line separators of Unicode.
 */
final class JsonText {
  /** A deeper value is refused. */
  private static final int MAX_DEPTH = 500;

  private final Budget budget;
  private final StringBuilder text = new StringBuilder();
  private int depth;

  private JsonText(Budget budget) {
    this.budget = budget;
  }

  /** The text of a value; ends with an exception where something in it cannot be told. */
  static String of(JsonValue value, Budget budget) throws NoValueException {
    var writer = new JsonText(budget);
    writer.append(value);
    return writer.text.toString();
  }

  private void append(JsonValue value) throws NoValueException {
    budget.steps(1);
    if (text.length() > Budget.MAX_STRING) budget.characters(text.length());
    switch (value) {
      case JsonObject object -> append(object);
      case JsonArray array -> append(array);
      case JsonString string -> append(string.text());
      case JsonNumber number -> text.append(number.text());
      case JsonBoolean bool -> text.append(bool.value());
      case JsonNull _ -> text.append("null");
      case JsonUnknown unknown -> throw new UnknownException(unknown);
    }
  }

  private void append(JsonObject object) throws NoValueException {
    enter('{');
    String separator = "";
    for (JsonMember member : object.members()) {
      text.append(separator);
      append(member.name());
      text.append(':');
      append(member.value());
      separator = ",";
    }
    leave('}');
  }

  private void append(JsonArray array) throws NoValueException {
    enter('[');
    String separator = "";
    for (JsonValue element : array.elements()) {
      text.append(separator);
      append(element);
      separator = ",";
    }
    leave(']');
  }

  private void enter(char bracket) throws NoValueException {
    if (++depth > MAX_DEPTH) {
      throw new FunctionException("a value is deeper than " + MAX_DEPTH + " levels", "Nest less");
    }
    text.append(bracket);
  }

  private void leave(char bracket) {
    depth--;
    text.append(bracket);
  }

  private void append(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) append(string.charAt(i));
    text.append('"');
  }

  private void append(char c) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append(c);
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        boolean escaped = c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029';
        if (escaped) text.append("\\u%04x".formatted((int) c));
        else text.append(c);
      }
    }
  }
}
