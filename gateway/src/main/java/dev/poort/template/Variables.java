package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.template.function.FunctionException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of a template, worked out when asked. */
final class Variables {
  private final Map<String, Declared> declared = new LinkedHashMap<>();
  private final Map<String, JsonValue> values = new HashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();

  /** A variable: a value, or a loop that makes an array. */
  private record Declared(String name, JsonValue raw, boolean loop) {}

  /**
   * @param section null when there is none
   */
  Variables(@Nullable JsonObject section, Report report) {
    if (section == null) return;
    for (JsonMember member : section.members()) {
      if (Loops.isLoops(member)) {
        ((JsonArray) member.value()).elements().forEach(loop -> add((JsonObject) loop, report));
      } else {
        declared.put(key(member.name()), new Declared(member.name(), member.value(), false));
      }
    }
  }

  private void add(JsonObject loop, Report report) {
    if (loop.get("name") instanceof JsonString name) {
      declared.put(key(name.text()), new Declared(name.text(), loop, true));
    } else {
      report.error("a copy has no name", loop.place(), "Give it that of the variable it makes");
    }
  }

  List<String> names() {
    return declared.values().stream().map(Declared::name).toList();
  }

  /** What a variable is made of; null when there is none of that name. */
  @Nullable JsonValue raw(String name) {
    Declared variable = declared.get(key(name));
    return variable == null ? null : variable.raw;
  }

  JsonValue value(String name, Frame frame, Evaluator evaluator, Report report)
      throws FunctionException {
    JsonValue known = values.get(key(name));
    if (known != null) return known;
    Declared variable = declared.get(key(name));
    if (variable == null) {
      String what = "the template has no variable " + Texts.shorten(name);
      throw new FunctionException(what, Nearest.mend(name, names()));
    }
    if (!underWay.add(key(name))) throw Reasons.circle("variable", name, underWay);
    try {
      JsonValue value =
          variable.loop
              ? new Loops(evaluator, report).array((JsonObject) variable.raw, variable.name, frame)
              : evaluator.value(variable.raw, frame);
      values.put(key(name), value);
      return value;
    } finally {
      underWay.remove(key(name));
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
