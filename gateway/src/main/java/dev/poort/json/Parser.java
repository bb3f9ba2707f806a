package dev.poort.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values by recursive descent (RFC 8259), at most {@link JsonReader#MAX_DEPTH} deep. What
 * people really write is read as they mean it, with a warning; anything else is an error, after
 * which reading goes on where that makes sense.
 */
final class Parser {
  /** So many different names are remembered. */
  private static final int MAX_NAMES = 1000;

  private final Cursor cursor;
  private final StringScanner strings;
  private final StringBuilder missingAtEnd = new StringBuilder();
  private final Map<String, String> names = new HashMap<>();
  private int values;
  private int depth;
  private int openObjects;
  private int openArrays;
  private boolean broken;

  Parser(Cursor cursor) {
    this.cursor = cursor;
    strings = new StringScanner(cursor);
  }

  /** Reads the whole text. Null when what it holds cannot be told. */
  @Nullable JsonValue document() {
    skipStrayClosers();
    if (cursor.atEnd()) {
      cursor.error(cursor.offset(), "the file is empty", "Put a JSON object into it");
      return null;
    }
    Position root = cursor.root();
    JsonValue value;
    if (beginsWithMember()) {
      cursor.warning(
          cursor.offset(),
          "members without braces around them were read as an object",
          "Put { before the first and } after the last");
      value = members(root, true);
    } else {
      value = value(root);
    }
    cursor.around(root);
    end();
    return broken || cursor.stopped() ? null : value;
  }

  private boolean beginsWithMember() {
    if (cursor.peek() != '"') return false;
    int start = cursor.offset();
    int close = cursor.text().indexOf('"', start + 1);
    cursor.moveTo(close + 1);
    cursor.skipBlank();
    boolean colon = close > 0 && cursor.peek() == ':';
    cursor.moveTo(start);
    return colon;
  }

  private void end() {
    if (missingAtEnd.length() > 1) {
      // A person forgets one. More are missing in a file that is only half written, and half a
      // gateway must not take the place of a whole one.
      cursor.error(
          cursor.offset(),
          "the file ends before its time; " + missingAtEnd + " is missing",
          "Write the rest, or close what was opened");
      broken = true;
    } else if (!missingAtEnd.isEmpty()) {
      cursor.warning(
          cursor.offset(),
          "the end was read as if " + missingAtEnd + " stood there",
          "Close what was opened");
    }
    skipStrayClosers();
    if (cursor.atEnd()) return;
    cursor.warning(cursor.offset(), "what follows the JSON value was not read", "Take it out");
  }

  private void skipStrayClosers() {
    cursor.skipBlank();
    while (cursor.peek() == '}' || cursor.peek() == ']' || cursor.peek() == ',') {
      stray();
      cursor.skipBlank();
    }
  }

  private void stray() {
    cursor.warning(cursor.offset(), "a stray " + cursor.peek() + " was read over", "Take it out");
    cursor.skip();
  }

  private JsonValue value(Position position) {
    if (++values > JsonReader.MAX_VALUES) {
      cursor.stop("more than " + JsonReader.MAX_VALUES + " values", "Is it the right file?");
      return new JsonNull(position);
    }
    Position outer = cursor.around();
    cursor.around(position);
    JsonValue value =
        switch (cursor.peek()) {
          case '{', '[' -> container(position);
          case '"', '\'' -> new JsonString(strings.scan(), position);
          default -> literal(position);
        };
    cursor.around(outer);
    return value;
  }

  private JsonValue container(Position position) {
    if (depth == JsonReader.MAX_DEPTH) {
      cursor.stop("deeper than " + JsonReader.MAX_DEPTH + " levels", "Nest less");
      return new JsonNull(position);
    }
    depth++;
    boolean object = cursor.peek() == '{';
    cursor.skip();
    JsonValue value = object ? members(position, false) : elements(position);
    depth--;
    return value;
  }

  private JsonValue literal(Position position) {
    int start = cursor.offset();
    String word = word();
    switch (word) {
      case "true", "false" -> {
        return new JsonBoolean(word.equals("true"), position);
      }
      case "null" -> {
        return new JsonNull(position);
      }
      case "" -> missingValue();
      default -> {
        if (Numbers.isNumber(word)) return new JsonNumber(word, position);
        broken(start, "this is no value of JSON", "Put a text in double quotes");
      }
    }
    return new JsonNull(position);
  }

  private void missingValue() {
    if (valueCannotFollow()) {
      broken(cursor.offset(), "a value is missing", "Write a value, or null for none");
    } else {
      skipUnreadable();
    }
  }

  private boolean valueCannotFollow() {
    return cursor.atEnd() || cursor.peek() == ',' || isCloser();
  }

  /** Reads what ends at white space or at a character that means something. */
  private String word() {
    int start = cursor.offset();
    while (!cursor.atEnd()
        && !Cursor.isBlank(cursor.peek())
        && ",:[]{}\"'".indexOf(cursor.peek()) < 0) {
      cursor.skip();
    }
    return cursor.stopped() ? "" : cursor.text().substring(start, cursor.offset());
  }

  private JsonArray elements(Position position) {
    openArrays++;
    var elements = new ArrayList<JsonValue>();
    var last = Last.NOTHING;
    while (!closed(']', openObjects)) {
      if (cursor.peek() == ',') {
        last = comma(last);
      } else if (isCloser()) {
        stray();
      } else {
        expectComma(last);
        elements.add(value(position.element(elements.size(), cursor.offset())));
        last = Last.VALUE;
      }
    }
    openArrays--;
    return new JsonArray(elements, position);
  }

  private JsonObject members(Position position, boolean bare) {
    if (!bare) openObjects++;
    var members = new JsonObject.Builder();
    var last = Last.NOTHING;
    while (bare ? !atEnd() : !closed('}', openArrays)) {
      if (cursor.peek() == ',') {
        last = comma(last);
      } else if (isCloser()) {
        stray();
      } else {
        expectComma(last);
        last = member(members, position) ? Last.VALUE : Last.UNREADABLE;
      }
    }
    if (!bare) openObjects--;
    return members.build(position);
  }

  private boolean atEnd() {
    cursor.skipBlank();
    return cursor.atEnd();
  }

  private boolean isCloser() {
    return cursor.peek() == ']' || cursor.peek() == '}';
  }

  /**
   * Whether the container ends here: by its own bracket, by the end of the text, or by the bracket
   * of a container around it.
   */
  private boolean closed(char closer, int openOthers) {
    if (atEnd()) {
      missingAtEnd.append(closer);
      return true;
    }
    if (cursor.peek() == closer) {
      cursor.skip();
      return true;
    }
    if (!isCloser() || openOthers == 0) return false;
    broken(
        cursor.offset(),
        "there is no " + closer + " before this " + cursor.peek(),
        "Write " + closer + " before it, or take it out");
    return true;
  }

  /** What was read last in a container; it tells where a comma is missing or one too many. */
  private enum Last {
    NOTHING,
    VALUE,
    COMMA,
    UNREADABLE
  }

  /** Goes over a comma. One before the end of a container is allowed, one after another is not. */
  private Last comma(Last last) {
    if (last == Last.NOTHING || last == Last.COMMA) {
      cursor.error(cursor.offset(), "a comma without a value before it", "Take it out");
    }
    cursor.skip();
    return Last.COMMA;
  }

  private void expectComma(Last last) {
    if (last != Last.VALUE) return;
    cursor.warning(cursor.offset(), "a missing comma was read as if it stood here", "Write it");
  }

  /** Reads a member, and gives false when there is none. */
  private boolean member(JsonObject.Builder members, Position object) {
    int start = cursor.offset();
    char c = cursor.peek();
    if (c == '{' || c == '[') {
      broken(start, "a name is missing", "Write \"name\": before the value");
      value(object);
      return false;
    }
    boolean quoted = c == '"' || c == '\'';
    String name = known(quoted ? strings.scan() : word());
    if (name.length() > JsonReader.MAX_NAME) {
      broken(start, "a name has more than " + JsonReader.MAX_NAME + " characters", "Shorten it");
    }
    cursor.skipBlank();
    if (name.isEmpty() && !quoted) {
      skipUnreadable();
      return false;
    }
    if (cursor.peek() == ':') {
      if (!quoted && !cursor.embedded())
        cursor.error(start, "a name without quotes", "Put it in double quotes");
      cursor.skip();
      cursor.skipBlank();
    } else {
      broken(start, "this is no name with a value", "Write \"name\": value");
      if (!quoted || valueCannotFollow()) return false;
    }
    JsonValue value = value(object.member(name, cursor.offset()));
    put(members, new JsonMember(name, value, object.member(name, start)));
    return true;
  }

  /** The same name as the one before it: few names are many members. */
  private String known(String name) {
    if (names.size() == MAX_NAMES) return names.getOrDefault(name, name);
    String before = names.putIfAbsent(name, name);
    return before == null ? name : before;
  }

  private void put(JsonObject.Builder members, JsonMember member) {
    JsonMember earlier = members.put(member);
    if (earlier == null || cursor.embedded() || cursor.stopped()) return;
    Position outer = cursor.around();
    cursor.around(member.position());
    cursor.warning(
        member.position().offset(),
        JsonValues.shown(member.name()) + " stands here a second time, this one counts",
        "Take out the one in line " + earlier.position().place().line());
    cursor.around(outer);
  }

  /** Goes over a character with which nothing begins, so that reading always gets further. */
  private void skipUnreadable() {
    broken(cursor.offset(), "nothing of JSON begins with this character", "Take it out");
    cursor.skip();
  }

  /** An error after which it cannot be told what was meant. */
  private void broken(int offset, String what, String mend) {
    cursor.error(offset, what, mend);
    broken = true;
  }
}
