package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.List;

/**
 * Judges how parameters are declared and whether they have values.
 *
 * @param deployment whose they are
 */
record ParameterJudge(TypeCheck types, Deployment deployment, Report report) {
  /** Reports a type that is none. */
  void judgeType(Declaration parameter) {
    JsonString dangling = types.definitions().dangling(parameter.body());
    JsonValue type = parameter.body().get("type");
    boolean needed = type != null || !deployment.isVersion2();
    if (dangling != null) {
      dangling(dangling);
    } else if (parameter.body().get("$ref") == null
        && needed
        && !TypeCheck.NAMES.contains(types.type(parameter.body()))) {
      String word = type instanceof JsonString text ? text.text() : "";
      String has = word.isEmpty() ? " has no type" : " has the type " + Texts.shorten(word);
      report.error(
          "the parameter " + parameter.name() + has,
          type == null ? parameter.position().place() : type.place(),
          Nearest.mend(word, TypeCheck.NAMES));
    }
  }

  private void dangling(JsonString ref) {
    List<String> names = types.definitions().names();
    boolean circle = names.contains(ref.text());
    String name = Texts.shorten(ref.text());
    String what =
        circle ? "the type " + name + " is made of itself" : "the template defines no type " + name;
    report.error(what, ref.place(), circle ? "Break the circle" : Nearest.mend(ref.text(), names));
  }

  /**
   * The problem that a parameter has no value.
   *
   * @param strict whether that is an error
   */
  Problem missing(Declaration parameter, boolean strict) {
    String name = parameter.name();
    String description = parameter.description();
    String about = description.isEmpty() ? "" : ": " + description;
    String mend = mend(name);
    if (parameter.body().get("allowedValues") instanceof JsonArray allowed) {
      mend += ", allowed: " + Constraints.shown(allowed);
    }
    Place where = parameter.position().by(deployment.target().chain()).place();
    return strict
        ? Problem.error("the parameter " + name + " has no value" + about, where, mend)
        : Problem.warning("run will need a value for the parameter " + name + about, where, mend);
  }

  /** How a parameter gets a value. */
  String mend(String name) {
    boolean nested = deployment.target().nesting() > 0;
    return nested ? "Give it among the parameters of that deployment" : Reasons.give(name);
  }
}
