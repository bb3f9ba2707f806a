package dev.poort.management;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in ARM's forms: named objects with properties, references by id.
 *
 * @param json where to
 */
record ArmWriter(JsonGenerator json) {
  /** Writes the properties of one object. */
  interface Properties<T> {
    /** Writes the properties, inside an open object. */
    void write(ArmWriter out, T object) throws IOException;
  }

  /** A collection of named objects, each with an id that {@link #reference} uses. */
  <T> void collection(
      String kind, List<T> objects, Function<T, String> name, Properties<T> properties)
      throws IOException {
    openArray(kind);
    for (T object : objects) {
      open();
      text("name", name.apply(object));
      text("id", id(kind, name.apply(object)));
      open("properties");
      properties.write(this, object);
      close();
      close();
    }
    closeArray();
  }

  void reference(String field, String kind, String name) throws IOException {
    open(field);
    text("id", id(kind, name));
    close();
  }

  /** A reference in an array. */
  void reference(String kind, String name) throws IOException {
    open();
    text("id", id(kind, name));
    close();
  }

  /** Writes nothing for null. */
  void text(String field, @Nullable String value) throws IOException {
    if (value != null) json.writeStringField(field, value);
  }

  void texts(String field, List<String> values) throws IOException {
    openArray(field);
    for (String value : values) json.writeString(value);
    closeArray();
  }

  void number(String field, long value) throws IOException {
    json.writeNumberField(field, value);
  }

  void flag(String field, boolean value) throws IOException {
    json.writeBooleanField(field, value);
  }

  void open() throws IOException {
    json.writeStartObject();
  }

  void open(String field) throws IOException {
    json.writeObjectFieldStart(field);
  }

  void close() throws IOException {
    json.writeEndObject();
  }

  void openArray(String field) throws IOException {
    json.writeArrayFieldStart(field);
  }

  void closeArray() throws IOException {
    json.writeEndArray();
  }

  private static String id(String kind, String name) {
    return kind + "/" + name;
  }
}
