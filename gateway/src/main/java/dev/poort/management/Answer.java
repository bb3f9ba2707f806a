package dev.poort.management;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.poort.json.RenderedJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * An answer of the management address.
 *
 * @param status the status code
 * @param json the body; empty for none
 * @param fields header fields beside those that every answer has
 */
record Answer(int status, RenderedJson json, Map<String, String> fields) {
  private static final JsonFactory JSON = new JsonFactory();

  Answer(int status, String json) {
    this(status, json, Map.of());
  }

  Answer(int status, String json, Map<String, String> fields) {
    this(status, RenderedJson.of(json), fields);
  }

  /** Writes a JSON document. */
  interface Document {
    /** Writes one whole value. */
    void write(JsonGenerator json) throws IOException;
  }

  static Answer of(int status, Document document) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      document.write(json);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return new Answer(status, text.toString());
  }

  /** An error in the form of ARM's REST interface. */
  static Answer error(int status, String code, String message) {
    return of(
        status,
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("error");
          json.writeStringField("code", code);
          json.writeStringField("message", message);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** The same that says which methods are allowed. */
  static Answer onlyAllowed(String methods) {
    String what =
        "only "
            + methods.replace(", ", " and ")
            + " "
            + (methods.contains(",") ? "are" : "is")
            + " allowed";
    return new Answer(405, error(405, "MethodNotAllowed", what).json(), Map.of("Allow", methods));
  }
}
