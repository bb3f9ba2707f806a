package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.template.expression.Expression;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells what is made of a secret and must not be shown: of a secure parameter, or of a parameter or
 * variable that is. One is made for each question.
 */
final class Secrecy {
  private final Set<String> seen = new HashSet<>();

  private Secrecy() {}

  /** Whether what is written here is made of a secret. */
  static boolean isSecret(Origin origin) {
    return new Secrecy().holds(origin.raw(), origin.frame());
  }

  /** Whether an expression is made of a secret. */
  static boolean isSecret(Expression expression, Frame frame) {
    return new Secrecy().holds(expression, frame);
  }

  private boolean holds(JsonValue raw, Frame frame) {
    return switch (raw) {
      case JsonString string -> {
        Expression expression = frame.environment().world().evaluator().parsed(string);
        yield expression != null && holds(expression, frame);
      }
      case JsonArray array -> array.elements().stream().anyMatch(element -> holds(element, frame));
      case JsonObject object ->
          object.members().stream().anyMatch(member -> holds(member.value(), frame));
      default -> false;
    };
  }

  private boolean holds(Expression expression, Frame frame) {
    return switch (expression) {
      case Expression.Text _, Expression.Whole _ -> false;
      case Expression.Access access ->
          isSecretOutput(access, frame)
              || holds(access.target(), frame)
              || holds(access.key(), frame);
      case Expression.Call call ->
          asksForSecret(call, frame)
              || call.arguments().stream().anyMatch(argument -> holds(argument, frame));
    };
  }

  private boolean asksForSecret(Expression.Call call, Frame frame) {
    String function = Calls.key(call);
    if (!List.of("parameters", "variables").contains(function)) return false;
    if (!(call.arguments().size() == 1
        && call.arguments().getFirst() instanceof Expression.Text name))
      return true; // whose name is worked out could be any
    Locals.Arguments arguments = frame.locals().arguments();
    if (arguments != null) {
      Expression argument = arguments.written(name.value());
      return argument != null && holds(argument, arguments.caller());
    }
    Environment environment = frame.environment();
    if (function.equals("parameters") && environment.parameters().isSecure(name.value()))
      return true;
    Origin origin = environment.origin(function, name.value());
    String once =
        System.identityHashCode(environment) + function + name.value().toLowerCase(Locale.ROOT);
    return origin != null && seen.add(once) && holds(origin.raw(), origin.frame());
  }

  /** Looks at names that are written alone: working others out could ask for what is not there. */
  private boolean isSecretOutput(Expression.Access access, Frame frame) {
    OutputAccess output = OutputAccess.of(access);
    if (output == null || output.reference().arguments().isEmpty()) return false;
    if (!(output.reference().arguments().getFirst() instanceof Expression.Text reference)
        || !(output.name() instanceof Expression.Text name)) return false;
    Resource resource = frame.environment().deployment().index().find(reference.value());
    Deployment deployment =
        resource != null && resource.isDeployed() && resource.isDeployment()
            ? resource.nested().deployment()
            : null;
    if (deployment == null) return false;
    Outputs outputs = deployment.outputs();
    if (outputs.isSecure(name.value())) return true;
    Origin origin = outputs.origin(name.value());
    String once = System.identityHashCode(outputs) + ResourceName.key(name.value());
    return origin != null && seen.add(once) && holds(origin.raw(), origin.frame());
  }
}
