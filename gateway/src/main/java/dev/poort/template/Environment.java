package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.FunctionException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What functions such as {@code parameters}, {@code resourceGroup} and {@code reference} ask: the
 * sections of one template, and where it is deployed to.
 */
final class Environment {
  private final World world;
  private final Deployment deployment;
  private final Parameters parameters;
  private final Variables variables;
  private final Map<String, UserFunction> functions;
  private final Frame frame = new Frame(this, Locals.None.NONE);

  Environment(World world, Deployment deployment, JsonObject template, Map<String, Given> given) {
    this.world = world;
    this.deployment = deployment;
    JsonObject definitions =
        template.get("definitions") instanceof JsonObject object ? object : null;
    var types = new TypeCheck(definitions, world.report());
    JsonObject declared = template.get("parameters") instanceof JsonObject object ? object : null;
    parameters = new Parameters(declared, given, types, world.report());
    variables = new Variables(template.get("variables"));
    functions = UserFunction.read(template.get("functions"), world.report());
  }

  /** What all deployments share. */
  World world() {
    return world;
  }

  /** The deployment whose template this is. */
  Deployment deployment() {
    return deployment;
  }

  /** Where expressions of the template are evaluated that no loop is around. */
  Frame frame() {
    return frame;
  }

  /** Whether a deployment's own template is what functions ask here. */
  @SuppressWarnings("ReferenceEquality") // Two deployments of one template are two.
  boolean isOf(Deployment other) {
    return deployment == other;
  }

  Scope scope() {
    return deployment.scope();
  }

  /** The nested deployments that lead here. */
  Position.Trail chain() {
    return deployment.chain();
  }

  Parameters parameters() {
    return parameters;
  }

  JsonValue parameter(String name) throws FunctionException {
    return parameters.value(name, frame, world.evaluator());
  }

  JsonValue variable(String name) throws FunctionException {
    return variables.value(name, frame, world.evaluator(), world.report());
  }

  /** The expression of a variable; null when it is made in another way. */
  @Nullable JsonString variableText(String name) {
    return variables.text(name);
  }

  @Nullable UserFunction function(String name) {
    return functions.get(name.toLowerCase(Locale.ROOT));
  }

  List<String> functionNames() {
    return functions.values().stream().map(UserFunction::name).toList();
  }

  /** The resource that an argument of {@code reference} means; null when it is not to be had. */
  @Nullable Resource find(String reference) {
    return world.find(reference, deployment);
  }

  /**
   * Whether a value must not be shown, be it that something in it is a secret.
   *
   * @param function {@code parameters} or {@code variables}; with another nothing is a secret
   */
  boolean isSecret(String function, String name) {
    return isSecret(function, name, new HashSet<>());
  }

  private boolean isSecret(String function, String name, Set<String> seen) {
    return switch (function.toLowerCase(Locale.ROOT)) {
      case "parameters" -> parameters.isSecret(name);
      case "variables" -> {
        JsonValue raw = variables.raw(name);
        yield raw != null && seen.add(name) && holdsSecret(raw, seen);
      }
      default -> false;
    };
  }

  private boolean holdsSecret(JsonValue value, Set<String> seen) {
    return switch (value) {
      case JsonString string -> {
        Expression expression = world.evaluator().parsed(string);
        yield expression != null && holdsSecret(expression, seen);
      }
      case JsonObject object ->
          object.members().stream().anyMatch(member -> holdsSecret(member.value(), seen));
      case JsonArray array ->
          array.elements().stream().anyMatch(element -> holdsSecret(element, seen));
      default -> false;
    };
  }

  /** Whether the value of an expression is made of a secret. */
  boolean holdsSecret(Expression expression) {
    return holdsSecret(expression, new HashSet<>());
  }

  private boolean holdsSecret(Expression expression, Set<String> seen) {
    return switch (expression) {
      case Expression.Call call -> {
        boolean own =
            call.arguments().size() == 1
                && call.arguments().getFirst() instanceof Expression.Text name
                && isSecret(call.name(), name.value(), seen);
        yield own || call.arguments().stream().anyMatch(part -> holdsSecret(part, seen));
      }
      case Expression.Access access ->
          holdsSecret(access.target(), seen) || holdsSecret(access.key(), seen);
      case Expression.Text _, Expression.Whole _ -> false;
    };
  }

  /** Works out all that nobody has asked for. */
  void rest() {
    parameters.rest(frame, world.evaluator());
    for (String name : variables.names()) {
      try {
        variable(name);
      } catch (FunctionException e) {
        JsonValue raw = variables.raw(name);
        if (raw != null) world.report().error(e.what(), raw.place(), e.mend());
      }
    }
  }
}
