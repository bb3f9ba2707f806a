package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.SpentException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells what is made of a secret and must not be shown: of a secure parameter, or of a parameter or
 * variable that is. One is made for each question.
 */
final class Secrecy {
  /** What is made of others in a longer row is taken for a secret. */
  private static final int MAX_DEPTH = 200;

  private final Set<String> seen = new HashSet<>();
  private int depth;

  private Secrecy() {}

  /** Whether what is written here is made of a secret. */
  static boolean isSecret(Origin origin) {
    try {
      return new Secrecy().holds(origin.raw(), origin.frame());
    } catch (SpentException _) {
      return true; // the evaluation is over, and nobody knows
    }
  }

  /** Whether an expression is made of a secret. */
  static boolean isSecret(Expression expression, Frame frame) {
    try {
      return new Secrecy().holds(expression, frame);
    } catch (SpentException _) {
      return true; // the evaluation is over, and nobody knows
    }
  }

  private boolean holds(JsonValue raw, Frame frame) {
    frame.environment().world().count(1);
    if (depth == MAX_DEPTH) return true;
    depth++;
    boolean found =
        switch (raw) {
          case JsonString string -> {
            Expression expression = frame.environment().world().evaluator().parsed(string);
            yield expression != null && holds(expression, frame);
          }
          case JsonArray array -> {
            boolean any = false;
            for (JsonValue element : array.elements()) any = any || holds(element, frame);
            yield any;
          }
          case JsonObject object -> {
            boolean any = false;
            for (JsonMember member : object.members()) any = any || holds(member.value(), frame);
            yield any;
          }
          default -> false;
        };
    depth--;
    return found;
  }

  private boolean holds(Expression expression, Frame frame) {
    frame.environment().world().count(1);
    if (depth == MAX_DEPTH) return true;
    depth++;
    boolean found =
        switch (expression) {
          case Expression.Text _, Expression.Whole _ -> false;
          case Expression.Access access ->
              isSecretOutput(access, frame)
                  || holds(access.target(), frame)
                  || holds(access.key(), frame);
          case Expression.Call call -> {
            boolean any = asksForSecret(call, frame);
            for (Expression argument : call.arguments()) any = any || holds(argument, frame);
            yield any;
          }
        };
    depth--;
    return found;
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
