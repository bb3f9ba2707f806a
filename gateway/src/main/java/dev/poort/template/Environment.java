package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.function.FunctionException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What functions such as {@code parameters}, {@code resourceGroup} and {@code reference} ask: the
 * sections of one template, and where it is deployed to.
 */
final class Environment {
  private final World world;
  private final Deployment deployment;
  private final TypeCheck types;
  private final Parameters parameters;
  private final Variables variables;
  private final Map<String, UserFunction> functions;
  private final Frame frame = new Frame(this, Locals.None.NONE);
  private final Map<String, Boolean> secrets = new HashMap<>();

  Environment(World world, Deployment deployment, JsonObject template, Map<String, Given> given) {
    this.world = world;
    this.deployment = deployment;
    Report report = world.report();
    types = new TypeCheck(new Definitions(section("definitions", template, report)), report);
    parameters = new Parameters(section("parameters", template, report), given, types, report);
    variables = new Variables(section("variables", template, report), report);
    functions = UserFunction.read(template.get("functions"), report);
  }

  private static @Nullable JsonObject section(String name, JsonObject template, Report report) {
    JsonValue section = template.get(name);
    if (section == null || section instanceof JsonObject) return (JsonObject) section;
    report.error(name + " is " + section.kind(), section.place(), "Write { ... }");
    return null;
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

  /** The types that the template defines. */
  TypeCheck types() {
    return types;
  }

  /**
   * What a value is made of; null where it is given as it is, or there is none.
   *
   * @param function {@code parameters} or {@code variables}, in lower case
   */
  @Nullable Origin origin(String function, String name) {
    if (function.equals("parameters")) return parameters.origin(name, frame);
    JsonValue raw = variables.raw(name);
    return raw == null ? null : new Origin(raw, frame);
  }

  /**
   * Whether a value must not be shown, be it that it is made of a secret.
   *
   * @param function {@code parameters} or {@code variables}, in lower case
   */
  boolean isSecret(String function, String name) {
    String key = function + " " + name.toLowerCase(Locale.ROOT);
    Boolean known = secrets.get(key);
    if (known != null) return known;
    secrets.put(key, false); // until it is known, so that a circle ends
    Origin origin = origin(function, name);
    boolean secret =
        (function.equals("parameters") && parameters.isSecure(name))
            || (origin != null && Secrecy.isSecret(origin));
    secrets.put(key, secret);
    return secret;
  }

  /** Whether any parameter must not be shown. */
  boolean hasSecrets() {
    return parameters.names().stream().anyMatch(name -> isSecret("parameters", name));
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
