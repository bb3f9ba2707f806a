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
  private final Budget budget;
  private final char quote;
  private final BoundedText text;
  private int depth;

  private JsonText(Budget budget, char quote) {
    this.budget = budget;
    this.quote = quote;
    text = new BoundedText(budget);
  }

  /**
   * The text of a value.
   *
   * @param quote what strings and names stand in
   * @throws UnknownException where something in the value cannot be told
   */
  static String of(JsonValue value, char quote, Budget budget) throws NoValueException {
    var writer = new JsonText(budget, quote);
    writer.append(value);
    return writer.text.toString();
  }

  private void append(JsonValue value) throws NoValueException {
    budget.steps(1);
    switch (value) {
      case JsonObject object -> append(object);
      case JsonArray array -> append(array);
      case JsonString string -> append(string.text());
      case JsonNumber number -> text.append(number.text());
      case JsonBoolean bool -> text.append(Boolean.toString(bool.value()));
      case JsonNull _ -> text.append("null");
      case JsonUnknown unknown -> throw new UnknownException(unknown);
    }
  }

  private void append(JsonObject object) throws NoValueException {
    JsonUnknown.Reason rest = object.rest();
    if (rest != null) throw new UnknownException(new JsonUnknown(rest, object.position()));
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

  private void enter(char bracket) throws FunctionException {
    budget.depth(++depth);
    text.append(bracket);
  }

  private void leave(char bracket) throws FunctionException {
    depth--;
    text.append(bracket);
  }

  private void append(String string) throws FunctionException {
    text.append(quote);
    for (int i = 0; i < string.length(); i++) append(string.charAt(i));
    text.append(quote);
  }

  private void append(char c) throws FunctionException {
    switch (c) {
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        boolean escaped = c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029';
        if (escaped) text.append("\\u%04x".formatted((int) c));
        else if (c == quote) text.append('\\').append(c);
        else text.append(c);
      }
    }
  }
}
