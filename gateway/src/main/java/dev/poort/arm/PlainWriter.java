package dev.poort.arm;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Writes values in a stable order of names: what says what the object is first, its properties
 * last, the alphabet between. What cannot be told is left out; a name that holds something unknown,
 * such as {@code {gatewayName}-ip}, is written with it, so that references still lead to it.
 */
final class PlainWriter {
  private static final List<String> FIRST =
      List.of("id", "name", "type", "apiversion", "location", "tags", "identity", "sku");

  private static final Comparator<JsonMember> ORDER =
      Comparator.comparingInt((JsonMember member) -> rank(key(member)))
          .thenComparing(PlainWriter::key);

  private static final String HIDDEN = "(secret)";

  private final JsonGenerator json;
  private final boolean secrets;
  private final List<Problem> leftOut = new ArrayList<>();

  /**
   * @param secrets whether what is made of secrets is written; otherwise {@value #HIDDEN} stands in
   *     its place
   */
  PlainWriter(JsonGenerator json, boolean secrets) {
    this.json = json;
    this.secrets = secrets;
  }

  private static String key(JsonMember member) {
    return member.name().toLowerCase(Locale.ROOT);
  }

  private static int rank(String name) {
    if (name.equals("properties")) return FIRST.size() + 1;
    int first = FIRST.indexOf(name);
    return first < 0 ? FIRST.size() : first;
  }

  /** What was left out so far, or not written as it will be. */
  List<Problem> leftOut() {
    return leftOut;
  }

  void write(JsonValue value) throws IOException {
    if (!secrets && value.position().isSecret()) {
      json.writeString(HIDDEN);
      return;
    }
    switch (value) {
      case JsonObject object -> {
        json.writeStartObject();
        for (JsonMember member : object.members().stream().sorted(ORDER).toList()) {
          if (isLeftOut(member.value())) continue;
          json.writeFieldName(member.name());
          write(member.value());
        }
        json.writeEndObject();
      }
      case JsonArray array -> {
        json.writeStartArray();
        for (JsonValue element : array.elements()) {
          if (!isLeftOut(element)) write(element);
        }
        json.writeEndArray();
      }
      case JsonString string -> json.writeString(Literals.written(string.text()));
      case JsonNumber number -> json.writeNumber(number.text());
      case JsonBoolean bool -> json.writeBoolean(bool.value());
      case JsonUnknown unknown when unknown.sketch() != null -> json.writeString(unknown.sketch());
      case JsonNull _, JsonUnknown _ -> json.writeNull();
    }
  }

  private boolean isLeftOut(JsonValue value) {
    if (!(value instanceof JsonUnknown unknown)) return false;
    boolean out = unknown.sketch() == null;
    String outcome = out ? " is left out: " : " is not written whole: ";
    String what = value.name() + outcome + unknown.reason().what();
    leftOut.add(Problem.warning(what, value.place(), unknown.reason().mend()));
    return out;
  }
}
