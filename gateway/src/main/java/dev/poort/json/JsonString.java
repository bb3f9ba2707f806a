package dev.poort.json;

/**
 * A string.
 *
 * @param text what it says, its escapes resolved and otherwise as it stands in the file
 */
public record JsonString(String text, Position position) implements JsonValue {
  /** A text as JSON has it: in quotes, with escapes where they are needed (RFC 8259, section 7). */
  public static String quoted(String text) {
    var json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') json.append('\\').append(c);
      else if (c < ' ') json.append(String.format("\\u%04x", (int) c));
      else json.append(c);
    }
    return json.append('"').toString();
  }
}
