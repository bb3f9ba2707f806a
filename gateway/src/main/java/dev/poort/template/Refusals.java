package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.json.Position;
import dev.poort.problem.Place;
import dev.poort.template.expression.Expression;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Warns of what Azure refuses though it can be worked out here: functions outside of the default
 * values of parameters, outputs without a type, and keys that no parameter has. Sources: "Date
 * functions for ARM templates", "Parameters in ARM templates", "Outputs in ARM templates".
 */
final class Refusals {
  /** Functions that give another value each time. */
  private static final Set<String> ONLY_IN_DEFAULTS = Set.of("utcnow", "newguid");

  private static final List<String> PARAMETER_KEYS =
      List.of(
          "type",
          "$ref",
          "defaultValue",
          "allowedValues",
          "minValue",
          "maxValue",
          "minLength",
          "maxLength",
          "metadata",
          "nullable",
          "items",
          "prefixItems",
          "properties",
          "additionalProperties",
          "discriminator");

  private final Deployment deployment;
  private final World world;

  Refusals(Deployment deployment) {
    this.deployment = deployment;
    world = deployment.world();
  }

  void check() {
    for (JsonMember section : deployment.template().members()) {
      switch (section.name().toLowerCase(Locale.ROOT)) {
        case "parameters" -> parameters(section.value());
        case "outputs" -> {
          outputs(section.value());
          functions(section.value());
        }
        case "variables", "functions", "resources", "asserts" -> functions(section.value());
        default -> {}
      }
    }
  }

  private void parameters(JsonValue section) {
    if (!(section instanceof JsonObject parameters)) return;
    for (JsonMember parameter : parameters.members()) {
      if (!(parameter.value() instanceof JsonObject declaration)) continue;
      for (JsonMember key : declaration.members()) {
        if (PARAMETER_KEYS.stream().anyMatch(key.name()::equalsIgnoreCase)) continue;
        String what =
            "the parameter %s has no key %s"
                .formatted(Texts.shorten(parameter.name()), Texts.shorten(key.name()));
        warn(what, key.position(), Nearest.mend(key.name(), PARAMETER_KEYS));
      }
    }
  }

  private void outputs(JsonValue section) {
    if (!(section instanceof JsonObject outputs)) return;
    for (JsonMember output : outputs.members()) {
      if (!(output.value() instanceof JsonObject declaration)) continue;
      if (declaration.get("type") != null || declaration.get("$ref") != null) continue;
      String what = "the output " + Texts.shorten(output.name()) + " has no type";
      warn(what, output.position(), "Known here: " + String.join(", ", TypeCheck.NAMES));
    }
  }

  /** A nested template is judged by itself, once it is known to be deployed. */
  private void functions(JsonValue value) {
    switch (value) {
      case JsonArray array -> array.elements().forEach(this::functions);
      case JsonObject object -> {
        if (!Evaluation.isTemplate(object)) {
          object.members().forEach(member -> functions(member.value()));
        }
      }
      case JsonString string -> functions(string);
      default -> {}
    }
  }

  private void functions(JsonString string) {
    world.count(1);
    String text = string.text().toLowerCase(Locale.ROOT);
    if (ONLY_IN_DEFAULTS.stream().noneMatch(text::contains)) return;
    Expression expression = world.evaluator().parsed(string);
    Expression.Call call = expression == null ? null : refused(expression);
    if (call == null) return;
    String name = call.function().equals("utcnow") ? "utcNow" : "newGuid";
    warn(
        name + " stands outside of a parameter's default value",
        string.position().within(call.offset()),
        "Give a parameter the defaultValue [" + name + "()] and use it here");
  }

  /** The first call in an expression of a function that is refused; null for none. */
  private static Expression.@Nullable Call refused(Expression expression) {
    return switch (expression) {
      case Expression.Call call when ONLY_IN_DEFAULTS.contains(call.function()) -> call;
      case Expression.Call call -> refused(call.arguments());
      case Expression.Access access -> refused(List.of(access.target(), access.key()));
      case Expression.Text _, Expression.Whole _ -> null;
    };
  }

  private static Expression.@Nullable Call refused(List<Expression> parts) {
    for (Expression part : parts) {
      Expression.Call found = refused(part);
      if (found != null) return found;
    }
    return null;
  }

  private void warn(String what, Position where, String mend) {
    Place place = where.by(deployment.target().chain()).place();
    world.report().warning(what + ", which Azure refuses", place, mend);
  }
}
