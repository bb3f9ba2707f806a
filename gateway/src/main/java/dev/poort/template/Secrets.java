package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.template.expression.Expression;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Finds out whether a value must not be shown, be it that something in it is a secret. */
final class Secrets {
  /** What is made of more is taken for a secret: variables may be made of others without end. */
  private static final int MAX_PARTS = 200;

  private final Environment environment;
  private final Set<String> seen = new HashSet<>();
  private int parts;

  Secrets(Environment environment) {
    this.environment = environment;
  }

  /**
   * Whether a function gives a secret.
   *
   * @param function {@code parameters} or {@code variables}; with another nothing is a secret
   */
  boolean hold(String function, String name) {
    return switch (function.toLowerCase(Locale.ROOT)) {
      case "parameters" -> environment.parameters().isSecret(name);
      case "variables" -> {
        JsonValue raw = environment.variableMadeOf(name);
        yield raw != null && seen.add(name) && isIn(raw);
      }
      default -> false;
    };
  }

  private boolean isIn(JsonValue value) {
    if (++parts > MAX_PARTS) return true;
    return switch (value) {
      case JsonString string -> {
        Expression expression = environment.world().evaluator().parsed(string);
        yield expression != null && isIn(expression);
      }
      case JsonObject object -> object.members().stream().anyMatch(member -> isIn(member.value()));
      case JsonArray array -> array.elements().stream().anyMatch(this::isIn);
      default -> false;
    };
  }

  private boolean isIn(Expression expression) {
    if (++parts > MAX_PARTS) return true;
    return switch (expression) {
      case Expression.Call call -> {
        boolean own =
            call.arguments().size() == 1
                && call.arguments().getFirst() instanceof Expression.Text name
                && hold(call.name(), name.value());
        yield own || call.arguments().stream().anyMatch(this::isIn);
      }
      case Expression.Access access -> isIn(access.target()) || isIn(access.key());
      case Expression.Text _, Expression.Whole _ -> false;
    };
  }
}
