package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import dev.poort.problem.Severity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of a template, as JSON without blanks. What cannot be told is shown as {@code ?(why)},
 * and an object with more members than can be told ends with {@code ...}.
 */
record Evaluated(Evaluation evaluation) {
  /** The names of all resources, in their order. */
  List<String> names() {
    return evaluation.resources().stream().map(Resource::name).toList();
  }

  /** The ids of all resources, in their order. */
  List<String> ids() {
    return evaluation.resources().stream().map(Resource::id).toList();
  }

  /** A resource by its full name, as JSON. */
  String resource(String name) {
    return json(find(name).body());
  }

  /** The properties of a resource, as JSON. */
  String properties(String name) {
    JsonValue properties = find(name).body().get("properties");
    return properties == null ? "none" : json(properties);
  }

  /** One property of a resource, as JSON. */
  String property(String name, String property) {
    JsonValue value =
        find(name).body().get("properties") instanceof JsonObject properties
            ? properties.open(property)
            : null;
    return value == null ? "none" : json(value);
  }

  private Resource find(String name) {
    return evaluation.resources().stream()
        .filter(resource -> name.equals(resource.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no resource " + name + " in " + names()));
  }

  /** An output of the template, as JSON. */
  String output(String name) {
    JsonValue value = evaluation.outputs().get(name);
    return value == null ? "none" : json(value);
  }

  /** An output of the template. */
  JsonValue outputValue(String name) {
    JsonValue value = evaluation.outputs().get(name);
    if (value == null) throw new AssertionError("no output " + name);
    return value;
  }

  /** All that is wrong: {@code error: what. mend}, in the order it was found. */
  List<String> problems() {
    return evaluation.problems().stream().map(Evaluated::line).toList();
  }

  /** What {@link #problems} says, with the line and the path of each. */
  List<String> problemsWithPlaces() {
    return evaluation.problems().stream()
        .map(found -> found.where().line() + " " + found.where().path() + " " + line(found))
        .toList();
  }

  /** A problem on one line. */
  static String line(Problem problem) {
    String severity = problem.severity() == Severity.ERROR ? "error: " : "warning: ";
    return severity + problem.what() + (problem.mend().isEmpty() ? "" : ". " + problem.mend());
  }

  private static String json(JsonValue value) {
    return switch (value) {
      case JsonArray array ->
          array.elements().stream().map(Evaluated::json).collect(Collectors.joining(",", "[", "]"));
      case JsonObject object -> object(object);
      case JsonString string -> JsonString.quoted(string.text());
      case JsonNumber number -> number.text();
      case JsonBoolean bool -> Boolean.toString(bool.value());
      case JsonNull _ -> "null";
      case JsonUnknown unknown -> "?(" + unknown.reason().what() + ")";
    };
  }

  private static String object(JsonObject object) {
    String members =
        object.members().stream()
            .map(member -> JsonString.quoted(member.name()) + ":" + json(member.value()))
            .collect(Collectors.joining(","));
    String rest = object.rest() == null ? "" : members.isEmpty() ? "..." : ",...";
    return "{" + members + rest + "}";
  }
}
