package dev.poort.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The text of a version, for people too:
 *
 * <pre>{@code
 * {
 *   "version" : 2,
 *   "when" : "2026-11-30T22:14:03.123Z",
 *   "who" : "alice",
 *   "what" : "PUT /subscriptions/...",
 *   "edits" : [ {
 *     "id" : "/subscriptions/...",
 *     "replaces" : 1,
 *     "document" : { ... }
 *   } ]
 * }
 * }</pre>
 *
 * @param number the version's
 * @param edits what it does; documents are kept letter by letter
 */
record VersionFile(long number, Instant when, String who, String what, List<Edit> edits) {
  private static final JsonFactory JSON = new JsonFactory();

  VersionFile {
    edits = List.copyOf(edits);
  }

  Version version() {
    return new Version(
        number, when, who, what, ids(edit -> edit.document() != null), ids(VersionFile::removes));
  }

  private static boolean removes(Edit edit) {
    return edit.document() == null;
  }

  private List<String> ids(Predicate<Edit> which) {
    return edits.stream().filter(which).map(Edit::id).toList();
  }

  String text() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField("version", number);
      json.writeStringField("when", when.toString());
      json.writeStringField("who", who);
      json.writeStringField("what", what);
      json.writeArrayFieldStart("edits");
      for (Edit edit : edits) {
        json.writeStartObject();
        json.writeStringField("id", edit.id());
        json.writeNumberField("replaces", edit.replaces());
        json.writeFieldName("document");
        String document = edit.document();
        if (document == null) json.writeNull();
        else json.writeRawValue(document);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }

  /**
   * Reads a version's text.
   *
   * @throws IOException when it is none
   */
  static VersionFile of(String text) throws IOException {
    long number = 0;
    Instant when = Instant.EPOCH;
    String who = "";
    String what = "";
    List<Edit> edits = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      expect(json.nextToken(), JsonToken.START_OBJECT);
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        switch (name) {
          case "version" -> number = json.getLongValue();
          case "when" -> when = Instant.parse(json.getText());
          case "who" -> who = json.getText();
          case "what" -> what = json.getText();
          case "edits" -> readEdits(json, text, edits);
          default -> json.skipChildren();
        }
      }
      expect(json.currentToken(), JsonToken.END_OBJECT);
      return new VersionFile(number, when, who, what, edits);
    } catch (JacksonException | DateTimeException e) {
      throw new IOException("it is no version: " + e.getMessage(), e);
    }
  }

  private static void readEdits(JsonParser json, String text, List<Edit> edits) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.START_OBJECT) edits.add(readEdit(json, text));
  }

  private static Edit readEdit(JsonParser json, String text) throws IOException {
    String id = "";
    long replaces = 0;
    String document = null;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "id" -> id = json.getText();
        case "replaces" -> replaces = json.getLongValue();
        case "document" -> document = raw(json, text);
        default -> json.skipChildren();
      }
    }
    return new Edit(id, document, replaces);
  }

  /** A value as it is written. */
  private static @Nullable String raw(JsonParser json, String text) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) return null;
    int begin = Math.toIntExact(json.currentTokenLocation().getCharOffset());
    json.skipChildren();
    return text.substring(begin, Math.toIntExact(json.currentLocation().getCharOffset()));
  }

  private static void expect(@Nullable JsonToken is, JsonToken wanted) throws IOException {
    if (is != wanted) throw new IOException("it is no version: " + is + " instead of " + wanted);
  }
}
