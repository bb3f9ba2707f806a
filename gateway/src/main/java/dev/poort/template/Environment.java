package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.function.FunctionException;
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
  private final Frame frame;
  private final SecretNames secrets = new SecretNames();

  /**
   * @param outer where expressions are evaluated before (ARM: outer scope); null for nowhere
   */
  Environment(
      World world,
      Deployment deployment,
      JsonObject template,
      Map<String, Given> given,
      @Nullable Frame outer) {
    frame = new Frame(this, Locals.None.NONE, outer);
    this.world = world;
    this.deployment = deployment;
    Report report = world.report();
    types = new TypeCheck(new Definitions(section("definitions", template, report)), report);
    JsonObject declared = section("parameters", template, report);
    parameters = new Parameters(declared, given, types, deployment);
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

  Scope scope() {
    return deployment.scope();
  }

  /** The nested deployments that lead here. */
  Position.Trail chain() {
    return deployment.target().chain();
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

  /**
   * The resource that an argument of {@code reference} means: a symbolic name, an id, or a name in
   * the template. One that another deployment deploys comes before one that this template only
   * names. Null when there is none.
   */
  @Nullable Resource find(String reference) {
    Resource found = deployment.index().find(reference);
    if (found != null && found.isDeployed()) return found;
    String id = found == null ? reference : found.id();
    Resource deployed = id == null || !id.startsWith("/") ? null : world.deployed(id);
    return deployed == null ? found : deployed;
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
    boolean secure = function.equals("parameters") && parameters.isSecure(name);
    return secrets.isSecret(function + " " + name, secure, origin(function, name));
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
