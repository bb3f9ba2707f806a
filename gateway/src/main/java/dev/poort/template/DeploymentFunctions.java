package dev.poort.template;

import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.json.Position;
import dev.poort.template.Scope.Level;
import dev.poort.template.function.Call;
import dev.poort.template.function.FunctionException;
import dev.poort.template.function.NoValueException;
import java.util.List;
import java.util.Locale;

/**
 * Functions for values of the deployment, its loops and lambdas. Source: "Deployment functions for
 * ARM templates".
 */
final class DeploymentFunctions {
  static final List<ContextFunction> ALL =
      List.of(
          new ContextFunction("parameters", 1, 1, DeploymentFunctions::parameters),
          new ContextFunction("variables", 1, 1, DeploymentFunctions::variables),
          new ContextFunction("copyIndex", 0, 2, DeploymentFunctions::copyIndex),
          new ContextFunction("lambdaVariables", 1, 1, DeploymentFunctions::lambdaVariables),
          new ContextFunction("deployment", 0, 0, DeploymentFunctions::deployment),
          new ContextFunction("deployer", 0, 0, DeploymentFunctions::deployer),
          new ContextFunction("environment", 0, 0, DeploymentFunctions::environment),
          new ContextFunction("externalInput", 1, 2, DeploymentFunctions::externalInput));

  private DeploymentFunctions() {}

  private static JsonValue parameters(Call call, Frame frame, Position position)
      throws NoValueException {
    String name = call.text(0);
    Locals.Arguments arguments = frame.locals().arguments();
    if (arguments == null) return frame.environment().parameter(name);
    JsonValue value = arguments.values().get(name.toLowerCase(Locale.ROOT));
    if (value != null) return value;
    throw call.wrong("the function has no parameter " + Texts.shorten(name));
  }

  private static JsonValue variables(Call call, Frame frame, Position position)
      throws NoValueException {
    if (frame.locals().arguments() != null) {
      throw call.wrong("a function of the template sees no variables");
    }
    return frame.environment().variable(call.text(0));
  }

  private static JsonValue copyIndex(Call call, Frame frame, Position position)
      throws NoValueException {
    boolean named = call.count() > 0 && call.value(0) instanceof JsonString;
    Locals.Loop loop = named ? frame.locals().loop(call.text(0)) : frame.locals().loop();
    if (loop == null) throw noLoop(call, named, frame.locals().loopNames());
    long offset =
        named ? (call.count() == 2 ? call.whole(1) : 0) : call.count() > 0 ? call.whole(0) : 0;
    return new JsonNumber(Long.toString(loop.index() + offset), position);
  }

  private static FunctionException noLoop(Call call, boolean named, List<String> loops)
      throws NoValueException {
    if (named) {
      String name = call.text(0);
      return call.wrong(
          "no loop " + Texts.shorten(name) + " is around it", Nearest.mend(name, loops));
    }
    return loops.isEmpty()
        ? call.wrong("no loop is around it")
        : call.wrong(
            "no resource or output is copied around it",
            "Name the loop: copyIndex('" + loops.getFirst() + "')");
  }

  private static JsonValue lambdaVariables(Call call, Frame frame, Position position)
      throws NoValueException {
    JsonValue value = frame.locals().lambdaVariable(call.text(0));
    if (value != null) return value;
    throw call.wrong("no lambda around it has a variable " + Texts.shorten(call.text(0)));
  }

  private static JsonValue deployment(Call call, Frame frame, Position position) {
    Deployment deployment = frame.environment().deployment();
    Target target = deployment.target();
    var properties = new Document(position).put("template", deployment.template());
    if (target.file() != null) {
      String uri = LinkedFiles.uri(target.file());
      properties.put("templateLink", new Document(position).text("uri", uri).build());
    }
    properties.text("mode", "Incremental").text("provisioningState", "Accepted");
    JsonUnknown.Reason rest = Reasons.elsewhere("the deployment " + target.name());
    var made = new Document(position).text("name", target.name());
    if (target.scope().level() != Level.RESOURCE_GROUP) {
      made.text("location", target.scope().location());
    }
    return made.put("properties", properties.build().withRest(rest)).build();
  }

  private static JsonValue deployer(Call call, Frame frame, Position position) {
    JsonObject made =
        new Document(position).text("tenantId", frame.environment().scope().tenantId()).build();
    return made.withRest(Reasons.elsewhere("who deploys"));
  }

  private static JsonValue environment(Call call, Frame frame, Position position) {
    return AzureCloud.document(position);
  }

  private static JsonValue externalInput(Call call, Frame frame, Position position) {
    return new JsonUnknown(Reasons.elsewhere("an external input"), position);
  }
}
