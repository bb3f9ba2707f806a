package dev.poort.template;

import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.problem.ReadResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is given for the parameters of a template, as {@code az deployment group create
 * --parameters} takes it. Of two for one parameter the later counts.
 *
 * @param options each {@code FILE}, {@code @FILE}, {@code NAME=VALUE}, {@code NAME=@FILE} or JSON
 */
public record GivenParameters(List<String> options) {
  /** Nothing is given. */
  public static final GivenParameters NONE = new GivenParameters(List.of());

  private static final String OPTION = "--parameters";

  public GivenParameters {
    options = List.copyOf(options);
  }

  /** The files that they name. */
  public List<Path> files() {
    var files = new ArrayList<Path>();
    for (String option : options) {
      if (isJson(option)) continue;
      int equals = option.indexOf('=');
      if (isPair(option)) {
        if (option.startsWith("@", equals + 1)) files.add(Path.of(option.substring(equals + 2)));
      } else {
        files.add(Path.of(file(option)));
      }
    }
    return files;
  }

  /** Reads all; by names in lower case. */
  Map<String, Given> read(Report report) {
    var given = new HashMap<String, Given>();
    for (String option : options) {
      if (isJson(option)) {
        add(JsonReader.read(OPTION, option), report, given);
      } else if (isPair(option)) {
        int equals = option.indexOf('=');
        pair(option.substring(0, equals).strip(), option.substring(equals + 1), given);
      } else {
        add(JsonReader.read(Path.of(file(option))), report, given);
      }
    }
    return given;
  }

  private static boolean isJson(String option) {
    return option.stripLeading().startsWith("{");
  }

  /** Whether an option is NAME=VALUE, where a name has no character of a path. */
  private static boolean isPair(String option) {
    int equals = option.indexOf('=');
    return equals > 0
        && option
            .substring(0, equals)
            .strip()
            .chars()
            .allMatch(c -> c == '_' || c == '-' || Character.isLetterOrDigit(c));
  }

  private static String file(String option) {
    return option.startsWith("@") ? option.substring(1) : option;
  }

  private static void add(ReadResult<JsonValue> json, Report report, Map<String, Given> given) {
    report.addAll(json.problems());
    JsonValue root = json.value();
    if (root == null) return;
    if (!(root instanceof JsonObject object)) {
      report.error("this is " + root.kind() + ", no file of parameters", root.place(), "");
      return;
    }
    JsonObject parameters =
        object.get("parameters") instanceof JsonObject section ? section : object;
    for (JsonMember member : parameters.members()) {
      if (member.name().equals("$schema") || member.name().equals("contentVersion")) continue;
      given.put(
          member.name().toLowerCase(Locale.ROOT),
          new Given(member.name(), member.position(), (_, to) -> value(member, to)));
    }
  }

  private static JsonValue value(JsonMember member, Report report) {
    if (member.value() instanceof JsonObject object) {
      JsonValue value = object.get("value");
      if (value != null) return value;
      JsonValue reference = object.get("reference");
      if (reference != null) return KeyVaults.unknown(reference);
    }
    report.error(
        "the parameter " + member.name() + " has neither value nor reference",
        member.place(),
        "Write { \"value\": ... }");
    return new JsonUnknown(Reasons.REPORTED, member.position());
  }

  private static void pair(String name, String text, Map<String, Given> given) {
    Position position = Position.outside(OPTION + " " + name);
    given.put(
        name.toLowerCase(Locale.ROOT),
        new Given(name, position, (type, report) -> typed(type, text, position, report)));
  }

  /** A text as the type of its parameter wants it. */
  private static JsonValue typed(String type, String text, Position position, Report report) {
    boolean isFile = text.startsWith("@");
    return switch (type) {
      case "int" -> new JsonNumber(text.strip(), position);
      case "bool" -> flag(text, position);
      case "object", "secureobject", "array" -> {
        ReadResult<JsonValue> json =
            isFile
                ? JsonReader.read(Path.of(text.substring(1)))
                : JsonReader.read(position.place().file(), text);
        report.addAll(json.problems());
        JsonValue value = json.value();
        yield value == null ? new JsonUnknown(Reasons.REPORTED, position) : value;
      }
      default -> new JsonString(text, position);
    };
  }

  private static JsonValue flag(String text, Position position) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> new JsonBoolean(true, position);
      case "false" -> new JsonBoolean(false, position);
      default -> new JsonString(text, position);
    };
  }
}
