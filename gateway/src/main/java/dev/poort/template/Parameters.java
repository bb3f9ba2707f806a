package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.template.function.FunctionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a template: declared there, given by whoever deploys it, worked out when asked.
 */
final class Parameters {
  private final @Nullable JsonObject declared;
  private final Map<String, Given> given;
  private final TypeCheck types;
  private final Report report;
  private final Map<String, JsonValue> values = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  /**
   * @param declared the section {@code parameters}; null when there is none
   * @param given by names in lower case
   */
  Parameters(
      @Nullable JsonObject declared, Map<String, Given> given, TypeCheck types, Report report) {
    this.declared = declared;
    this.given = given;
    this.types = types;
    this.report = report;
  }

  private @Nullable JsonObject declaration(String name) {
    return declared != null && declared.get(name) instanceof JsonObject object ? object : null;
  }

  List<String> names() {
    if (declared == null) return List.of();
    return declared.members().stream().map(JsonMember::name).toList();
  }

  boolean isSecret(String name) {
    JsonObject declaration = declaration(name);
    return declaration == null || types.isSecret(declaration);
  }

  /**
   * Reports what was given without being declared, and what is needed without being given.
   *
   * @param strict whether a missing value is an error
   */
  void judge(boolean strict) {
    for (Given one : given.values()) {
      if (declaration(one.name()) != null) continue;
      String what = "the template has no parameter " + Texts.shorten(one.name());
      report.error(what, one.position().place(), Nearest.mend(one.name(), names()));
    }
    if (declared == null) return;
    for (JsonMember member : declared.members()) {
      if (!(member.value() instanceof JsonObject declaration)) {
        String what = "the parameter " + member.name() + " is " + member.value().kind();
        report.error(what, member.place(), "Write { \"type\": ... }");
      } else if (isMissing(member.name(), declaration)) {
        missing(member.name(), declaration, member.place(), strict);
      }
    }
  }

  private boolean isMissing(String name, JsonObject declaration) {
    return !given.containsKey(key(name))
        && declaration.get("defaultValue") == null
        && !types.isNullable(declaration);
  }

  private void missing(String name, JsonObject declaration, Place where, boolean strict) {
    String about =
        declaration.get("metadata") instanceof JsonObject metadata
                && metadata.get("description") instanceof JsonString text
                && !text.text().isBlank()
            ? ": " + text.text().strip().replaceAll("[.]$", "")
            : "";
    String mend = "Give it: --parameters " + name + "=VALUE";
    if (strict) report.error("the parameter " + name + " has no value" + about, where, mend);
    else report.warning("run will need a value for the parameter " + name + about, where, mend);
  }

  /** The value of a parameter; unknown when it has none. */
  JsonValue value(String name, Frame frame, Evaluator evaluator) throws FunctionException {
    JsonValue known = values.get(key(name));
    if (known != null) return known;
    JsonObject declaration = declaration(name);
    if (declaration == null) {
      String what = "the template has no parameter " + Texts.shorten(name);
      throw new FunctionException(what, Nearest.mend(name, names()));
    }
    if (!underWay.add(key(name))) {
      throw new FunctionException(
          "the parameter " + name + " is made of itself", "Break the circle");
    }
    try {
      JsonValue value = made(name, declaration, frame, evaluator);
      if (!types.check(value, declaration, "parameters('" + name + "')")) {
        value = new JsonUnknown(Reasons.REPORTED, value.position());
      }
      values.put(key(name), value);
      return value;
    } finally {
      underWay.remove(key(name));
    }
  }

  private JsonValue made(String name, JsonObject declaration, Frame frame, Evaluator evaluator) {
    Given one = given.get(key(name));
    if (one != null) return one.source().value(types.type(declaration), report);
    JsonValue standard = declaration.get("defaultValue");
    if (standard != null) return evaluator.value(standard, frame);
    if (types.isNullable(declaration)) return new JsonNull(declaration.position());
    return new JsonUnknown(Reasons.noValue(name), declaration.position());
  }

  /** All values, for {@code deployment()}, without secrets. */
  List<String> shownNames() {
    return names().stream().filter(name -> !isSecret(name)).toList();
  }

  /** Works out all that nobody has asked for. */
  void rest(Frame frame, Evaluator evaluator) {
    for (String name : new ArrayList<>(names())) {
      try {
        value(name, frame, evaluator);
      } catch (FunctionException e) {
        JsonObject declaration = declaration(name);
        if (declaration != null) report.error(e.what(), declaration.place(), e.mend());
      }
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
