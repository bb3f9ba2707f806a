package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function of the template itself. Source: "User-defined functions in ARM template".
 *
 * @param name with its namespace, as it is called
 * @param output its value, with expressions of its parameters
 */
record UserFunction(String name, List<Parameter> parameters, JsonValue output) {
  /**
   * One of its parameters.
   *
   * @param declaration its type
   */
  record Parameter(String name, JsonObject declaration) {}

  /** The functions of a template by their names in lower case. */
  static Map<String, UserFunction> read(@Nullable JsonValue section, Report report) {
    var functions = new HashMap<String, UserFunction>();
    if (section == null) return functions;
    if (!(section instanceof JsonArray namespaces)) {
      report.error("functions is " + section.kind(), section.place(), "Write an array");
      return functions;
    }
    for (JsonValue element : namespaces.elements()) {
      if (!(element instanceof JsonObject namespace)
          || !(namespace.get("namespace") instanceof JsonString space)
          || !(namespace.get("members") instanceof JsonObject members)) {
        report.error(
            "functions holds " + element.kind() + " without namespace and members",
            element.place(),
            "Write { \"namespace\": NAME, \"members\": { ... } }");
        continue;
      }
      for (JsonMember member : members.members()) {
        UserFunction function = read(space.text() + "." + member.name(), member, report);
        if (function != null) functions.put(function.name.toLowerCase(Locale.ROOT), function);
      }
    }
    return functions;
  }

  private static @Nullable UserFunction read(String name, JsonMember member, Report report) {
    JsonObject body = member.value() instanceof JsonObject object ? object : null;
    JsonValue value =
        body != null && body.get("output") instanceof JsonObject output
            ? output.get("value")
            : null;
    if (body == null || value == null) {
      String mend = "Write \"output\": { \"type\": ..., \"value\": ... }";
      report.error("the function " + name + " has no output", member.place(), mend);
      return null;
    }
    var parameters = new ArrayList<Parameter>();
    if (body.get("parameters") instanceof JsonArray array) {
      for (JsonValue parameter : array.elements()) {
        if (parameter instanceof JsonObject object
            && object.get("name") instanceof JsonString text) {
          parameters.add(new Parameter(text.text(), object));
        } else {
          String what = "a parameter of the function " + name + " has no name";
          report.error(what, parameter.place(), "Give it one");
        }
      }
    }
    return new UserFunction(name, List.copyOf(parameters), value);
  }
}
