package dev.poort.json;

import java.util.List;

/**
 * Writes values as JSON (RFC 8259), members in their order. What cannot be told is written as null.
 */
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(1024);
  private final boolean indented;
  private int depth;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  /** A value on one line, for programs. */
  public static String compact(JsonValue value) {
    return written(value, false);
  }

  /** A value with a line for each member and element, for people. */
  public static String indented(JsonValue value) {
    return written(value, true);
  }

  private static String written(JsonValue value, boolean indented) {
    var writer = new JsonWriter(indented);
    writer.write(value);
    return writer.out.toString();
  }

  private void write(JsonValue value) {
    switch (value) {
      case JsonObject object -> write(object);
      case JsonArray array -> write(array.elements());
      case JsonString string -> write(string.text());
      case JsonNumber number -> out.append(number.text());
      case JsonBoolean flag -> out.append(flag.value());
      case JsonNull _, JsonUnknown _ -> out.append("null");
    }
  }

  private void write(JsonObject object) {
    boolean first = true;
    open('{');
    for (JsonMember member : object.members()) {
      next(first);
      first = false;
      write(member.name());
      out.append(indented ? ": " : ":");
      write(member.value());
    }
    close('}', first);
  }

  private void write(List<JsonValue> elements) {
    boolean first = true;
    open('[');
    for (JsonValue element : elements) {
      next(first);
      first = false;
      write(element);
    }
    close(']', first);
  }

  private void open(char bracket) {
    out.append(bracket);
    depth++;
  }

  private void next(boolean first) {
    if (!first) out.append(',');
    if (indented) breakLine();
  }

  private void close(char bracket, boolean empty) {
    depth--;
    if (indented && !empty) breakLine();
    out.append(bracket);
  }

  private void breakLine() {
    out.append('\n');
    for (int i = 0; i < depth; i++) out.append("  ");
  }

  private void write(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') continue;
      out.append(text, written, i);
      written = i + 1;
      escape(c);
    }
    out.append(text, written, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }
}
