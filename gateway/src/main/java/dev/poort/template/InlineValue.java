package dev.poort.template;

import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.json.TextFile;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The value in {@code NAME=VALUE}, read as the type of its parameter wants it. Behind {@code @} it
 * is what a file holds, without the line breaks at its end.
 *
 * @param position where it was given
 */
record InlineValue(String text, Position position) implements Given.Source {
  @Override
  public JsonValue value(String type, Report report) {
    if (!text.startsWith("@")) return typed(type, text, position, report);
    Path file = GivenParameters.file(text);
    if (file == null) return typed(type, text, position, report);
    ReadResult<String> read = TextFile.read(file);
    for (Problem problem : read.problems()) {
      report.error(file + ": " + problem.what(), position.place(), problem.mend());
    }
    String content = read.value();
    if (content == null) return new JsonUnknown(Reasons.REPORTED, position);
    Position within = Position.outside(file.toString());
    return typed(type, content.replaceAll("[\\r\\n]+$", ""), within, report);
  }

  private static JsonValue typed(String type, String text, Position position, Report report) {
    return switch (type) {
      case "int" -> whole(text, position);
      case "bool" -> flag(text, position);
      case "object", "secureobject", "array" -> json(text, position, report);
      default -> new JsonString(text, position);
    };
  }

  private static JsonValue whole(String text, Position position) {
    var number = new JsonNumber(text.strip(), position);
    return Constraints.whole(number) == null ? new JsonString(text, position) : number;
  }

  private static JsonValue flag(String text, Position position) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> new JsonBoolean(true, position);
      case "false" -> new JsonBoolean(false, position);
      default -> new JsonString(text, position);
    };
  }

  private static JsonValue json(String text, Position position, Report report) {
    ReadResult<JsonValue> json = JsonReader.read(position.link(), ShellJson.json(text));
    report.addAll(json.problems());
    JsonValue value = json.value();
    return value == null ? new JsonUnknown(Reasons.REPORTED, position) : value;
  }
}
