package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.json.Position;
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
  private final ParameterJudge judge;
  private final Report report;
  private final Map<String, JsonValue> values = new HashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();

  /**
   * @param declared the section {@code parameters}; null when there is none
   * @param given by names in lower case
   * @param deployment whose they are
   */
  Parameters(
      @Nullable JsonObject declared,
      Map<String, Given> given,
      TypeCheck types,
      Deployment deployment) {
    this.declared = declared;
    this.given = given;
    this.types = types;
    report = deployment.world().report();
    judge = new ParameterJudge(types, deployment, report);
  }

  private @Nullable Declaration declaration(String name) {
    JsonMember member = declared == null ? null : declared.member(name);
    return member != null && member.value() instanceof JsonObject body
        ? new Declaration(member.name(), body, member.position())
        : null;
  }

  List<String> names() {
    if (declared == null) return List.of();
    return declared.members().stream().map(JsonMember::name).toList();
  }

  /** Whether a parameter is declared to be a secret. */
  boolean isSecure(String name) {
    Declaration declaration = declaration(name);
    return declaration != null && types.isSecure(declaration.body());
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
      Declaration parameter = declaration(member.name());
      if (parameter == null) {
        String what = "the parameter " + member.name() + " is " + member.value().kind();
        report.error(what, member.place(), "Write { \"type\": ... }");
      } else {
        judge.judgeType(parameter);
        if (isMissing(parameter)) report.addAll(List.of(judge.missing(parameter, strict)));
      }
    }
  }

  /**
   * Takes back that parameters have no value.
   *
   * @param reasons why their values cannot be told
   * @param strict as they were judged
   */
  void spare(Set<JsonUnknown.Reason> reasons, boolean strict) {
    for (String name : names()) {
      Declaration parameter = declaration(name);
      if (parameter == null || !isMissing(parameter)) continue;
      var reason = Reasons.noValue(parameter.name(), judge.mend(parameter.name()));
      if (reasons.contains(reason)) report.remove(judge.missing(parameter, strict));
    }
  }

  private boolean isMissing(Declaration parameter) {
    return !given.containsKey(key(parameter.name()))
        && parameter.standard() == null
        && !types.isNullable(parameter.body());
  }

  /** The value of a parameter; unknown when it has none. */
  JsonValue value(String name, Frame frame, Evaluator evaluator) throws FunctionException {
    JsonValue known = values.get(key(name));
    if (known != null) return known;
    Declaration parameter = declaration(name);
    if (parameter == null) {
      String what = "the template has no parameter " + Texts.shorten(name);
      throw new FunctionException(what, Nearest.mend(name, names()));
    }
    if (!underWay.add(key(name))) throw Reasons.circle("parameter", name, underWay);
    try {
      JsonValue value = made(parameter, frame, evaluator);
      boolean secret = frame.environment().isSecret("parameters", name);
      var subject = new Subject("parameters('" + parameter.name() + "')", secret);
      if (!types.fits(value, parameter.body(), subject)) {
        value = new JsonUnknown(Reasons.REPORTED, value.position());
      }
      if (secret) value = Secrets.hidden(value);
      values.put(key(name), value);
      return value;
    } finally {
      underWay.remove(key(name));
    }
  }

  private JsonValue made(Declaration parameter, Frame frame, Evaluator evaluator) {
    Given one = given.get(key(parameter.name()));
    JsonValue standard = parameter.standard();
    boolean nullable = types.isNullable(parameter.body());
    String type = types.type(parameter.body());
    JsonValue value = one == null ? null : one.source().value(type, report);
    // Null stands for no value where the parameter knows what to take then.
    boolean none = value instanceof JsonNull && standard != null && !nullable;
    if (value != null && !none) return value;
    if (standard != null) return evaluator.value(standard, frame);
    Position position = parameter.body().position();
    if (nullable) return new JsonNull(position);
    var reason = Reasons.noValue(parameter.name(), judge.mend(parameter.name()));
    return new JsonUnknown(reason, "{" + parameter.name() + "}", position);
  }

  /**
   * What the value of a parameter is made of; null where it is given as it is, or there is none.
   *
   * @param frame where standard values are evaluated
   */
  @Nullable Origin origin(String name, Frame frame) {
    Given one = given.get(key(name));
    if (one != null) return one.source().origin();
    Declaration parameter = declaration(name);
    JsonValue standard = parameter == null ? null : parameter.standard();
    return standard == null ? null : new Origin(standard, frame);
  }

  /** Works out all that nobody has asked for. */
  void rest(Frame frame, Evaluator evaluator) {
    for (String name : names()) {
      try {
        value(name, frame, evaluator);
      } catch (FunctionException e) {
        Declaration parameter = declaration(name);
        if (parameter != null) report.error(e.what(), parameter.position().place(), e.mend());
      }
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
