package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.template.expression.Expression;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is made of a secret and must not be shown: of a secure parameter, or of a parameter or
 * variable that is.
 */
final class Secrecy {
  private static final List<String> ASKING = List.of("parameters", "variables");

  private Secrecy() {}

  /** Whether what is written somewhere is made of a secret. */
  static boolean isSecret(Origin origin) {
    return isSecret(origin.raw(), origin.frame());
  }

  private static boolean isSecret(JsonValue raw, Frame frame) {
    return switch (raw) {
      case JsonString string -> {
        Expression expression = frame.environment().world().evaluator().parsed(string);
        yield expression != null && isSecret(expression, frame);
      }
      case JsonArray array -> array.elements().stream().anyMatch(it -> isSecret(it, frame));
      case JsonObject object ->
          object.members().stream().anyMatch(member -> isSecret(member.value(), frame));
      default -> false;
    };
  }

  /** Whether an expression is made of a secret. */
  static boolean isSecret(Expression expression, Frame frame) {
    return switch (expression) {
      case Expression.Text _, Expression.Whole _ -> false;
      case Expression.Access access ->
          isSecretOutput(access, frame)
              || isSecret(access.target(), frame)
              || isSecret(access.key(), frame);
      case Expression.Call call ->
          asksForSecret(call, frame)
              || call.arguments().stream().anyMatch(argument -> isSecret(argument, frame));
    };
  }

  private static boolean asksForSecret(Expression.Call call, Frame frame) {
    String function = call.function();
    if (!ASKING.contains(function) || call.arguments().size() != 1) return false;
    Expression argument = call.arguments().getFirst();
    String name = argument instanceof Expression.Text text ? text.value() : null;
    Locals.Arguments arguments = frame.locals().arguments();
    if (arguments != null) return isIn(arguments.secrets(), name);
    Environment environment = frame.environment();
    return name == null ? environment.hasSecrets() : environment.isSecret(function, name);
  }

  /** Where the name is worked out, it could be any. */
  private static boolean isIn(Set<String> secrets, @Nullable String name) {
    return name == null ? !secrets.isEmpty() : secrets.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Looks at names that are written alone: working others out could ask for what is not there. */
  private static boolean isSecretOutput(Expression.Access access, Frame frame) {
    OutputAccess output = OutputAccess.of(access);
    if (output == null || output.reference().arguments().isEmpty()) return false;
    if (!(output.reference().arguments().getFirst() instanceof Expression.Text reference)
        || !(output.name() instanceof Expression.Text name)) return false;
    Resource resource = frame.environment().deployment().index().find(reference.value());
    Deployment deployment =
        resource != null && resource.isDeployed() && resource.isDeployment()
            ? resource.nested().deployment()
            : null;
    return deployment != null && deployment.outputs().isSecret(name.value());
  }
}
