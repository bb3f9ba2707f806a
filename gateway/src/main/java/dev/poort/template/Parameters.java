package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.template.function.FunctionException;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
  private final boolean typeless;
  private final Report report;
  private final Map<String, JsonValue> values = new HashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();

  /**
   * @param declared the section {@code parameters}; null when there is none
   * @param given by names in lower case
   * @param typeless whether they need no type (languageVersion 2.0)
   */
  Parameters(
      @Nullable JsonObject declared,
      Map<String, Given> given,
      TypeCheck types,
      boolean typeless,
      Report report) {
    this.declared = declared;
    this.given = given;
    this.types = types;
    this.typeless = typeless;
    this.report = report;
  }

  private @Nullable JsonObject declaration(String name) {
    return declared != null && declared.get(name) instanceof JsonObject object ? object : null;
  }

  List<String> names() {
    if (declared == null) return List.of();
    return declared.members().stream().map(JsonMember::name).toList();
  }

  /** Whether a parameter is declared to be a secret. */
  boolean isSecure(String name) {
    JsonObject declaration = declaration(name);
    return declaration != null && types.isSecure(declaration);
  }

  /**
   * Reports what was given without being declared, what is declared wrongly, and what is needed
   * without being given.
   *
   * @param strict whether a missing value is an error
   */
  void judge(boolean strict) {
    for (Given one : given.values()) {
      if (declared != null && declared.get(one.name()) != null) continue;
      String what = "the template has no parameter " + Texts.shorten(one.name());
      report.error(what, one.position().place(), Nearest.mend(one.name(), names()));
    }
    if (declared == null) return;
    for (JsonMember member : declared.members()) {
      if (member.value() instanceof JsonObject declaration) {
        judge(member, declaration, strict);
      } else {
        String what = "the parameter " + member.name() + " is " + member.value().kind();
        report.error(what, member.place(), "Write { \"type\": ... }");
      }
    }
  }

  private void judge(JsonMember member, JsonObject declaration, boolean strict) {
    JsonString dangling = types.definitions().dangling(declaration);
    JsonValue type = declaration.get("type");
    if (dangling != null) {
      dangling(dangling);
    } else if (declaration.get("$ref") == null
        && !(typeless && type == null)
        && !TypeCheck.NAMES.contains(types.type(declaration))) {
      String word = type instanceof JsonString text ? text.text() : "";
      String has = word.isEmpty() ? " has no type" : " has the type " + Texts.shorten(word);
      report.error(
          "the parameter " + member.name() + has,
          type == null ? member.place() : type.place(),
          Nearest.mend(word, TypeCheck.NAMES));
    }
    if (isMissing(member.name(), declaration)) missing(member, declaration, strict);
  }

  private void dangling(JsonString ref) {
    List<String> names = types.definitions().names();
    boolean circle = names.contains(ref.text());
    String name = Texts.shorten(ref.text());
    String what =
        circle ? "the type " + name + " is made of itself" : "the template defines no type " + name;
    report.error(what, ref.place(), circle ? "Break the circle" : Nearest.mend(ref.text(), names));
  }

  private boolean isMissing(String name, JsonObject declaration) {
    return !given.containsKey(key(name))
        && standard(declaration) == null
        && !types.isNullable(declaration);
  }

  /** The value for when none is given; null for none. */
  private static @Nullable JsonValue standard(JsonObject declaration) {
    JsonValue standard = declaration.get("defaultValue");
    return standard instanceof JsonNull ? null : standard;
  }

  private void missing(JsonMember parameter, JsonObject declaration, boolean strict) {
    String name = parameter.name();
    String about =
        declaration.get("metadata") instanceof JsonObject metadata
                && metadata.get("description") instanceof JsonString text
                && !text.text().isBlank()
            ? ": " + text.text().strip().replaceAll("\\.$", "")
            : "";
    String mend = Reasons.give(name);
    if (declaration.get("allowedValues") instanceof JsonArray allowed) {
      mend += ", allowed: " + Constraints.shown(allowed);
    }
    if (strict)
      report.error("the parameter " + name + " has no value" + about, parameter.place(), mend);
    else {
      String what = "run will need a value for the parameter " + name + about;
      report.warning(what, parameter.place(), mend);
    }
  }

  /** The value of a parameter; unknown when it has none. */
  JsonValue value(String name, Frame frame, Evaluator evaluator) throws FunctionException {
    JsonValue known = values.get(key(name));
    if (known != null) return known;
    JsonMember parameter = declared == null ? null : declared.member(name);
    if (parameter == null || !(parameter.value() instanceof JsonObject declaration)) {
      String what = "the template has no parameter " + Texts.shorten(name);
      throw new FunctionException(what, Nearest.mend(name, names()));
    }
    if (!underWay.add(key(name))) throw Reasons.circle("parameter", name, underWay);
    try {
      JsonValue value = made(parameter, declaration, frame, evaluator);
      var subject = new Subject("parameters('" + parameter.name() + "')", isSecret(name, frame));
      if (!types.fits(value, declaration, subject)) {
        value = new JsonUnknown(Reasons.REPORTED, value.position());
      }
      values.put(key(name), value);
      return value;
    } finally {
      underWay.remove(key(name));
    }
  }

  private boolean isSecret(String name, Frame frame) {
    Origin origin = origin(name, frame);
    return isSecure(name) || (origin != null && Secrecy.isSecret(origin));
  }

  private JsonValue made(
      JsonMember parameter, JsonObject declaration, Frame frame, Evaluator evaluator) {
    Given one = given.get(key(parameter.name()));
    JsonValue standard = standard(declaration);
    boolean nullable = types.isNullable(declaration);
    JsonValue value = one == null ? null : one.source().value(types.type(declaration), report);
    // Null stands for no value where the parameter knows what to take then.
    boolean none = value instanceof JsonNull && standard != null && !nullable;
    if (value != null && !none) return value;
    if (standard != null) return evaluator.value(standard, frame);
    if (nullable) return new JsonNull(declaration.position());
    String sketch = "{" + parameter.name() + "}";
    return new JsonUnknown(Reasons.noValue(parameter.name()), sketch, declaration.position());
  }

  /**
   * What the value of a parameter is made of; null where it is given as it is, or there is none.
   *
   * @param frame where standard values are evaluated
   */
  @Nullable Origin origin(String name, Frame frame) {
    Given one = given.get(key(name));
    if (one != null) return one.source().origin();
    JsonObject declaration = declaration(name);
    JsonValue standard = declaration == null ? null : standard(declaration);
    return standard == null ? null : new Origin(standard, frame);
  }

  /** Works out all that nobody has asked for. */
  void rest(Frame frame, Evaluator evaluator) {
    for (String name : names()) {
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
