package dev.poort.template;

import dev.poort.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the loops, lambdas and function calls around an expression hold, the innermost first. */
sealed interface Locals {
  /** Nothing is around. */
  enum None implements Locals {
    /** The only one. */
    NONE
  }

  /**
   * A round of a copy loop.
   *
   * @param name the loop's name, or that of the property it makes
   */
  record Loop(String name, int index, Locals around) implements Locals {}

  /** A lambda that is applied. */
  record Lambda(Map<String, JsonValue> variables, Locals around) implements Locals {}

  /** The body of one of the user's functions, which sees its arguments and nothing around. */
  record Arguments(Map<String, JsonValue> values) implements Locals {}

  private @Nullable Locals outer() {
    return switch (this) {
      case Loop loop -> loop.around;
      case Lambda lambda -> lambda.around;
      case None _, Arguments _ -> null;
    };
  }

  /** The loop of a name, or the innermost where that is null; null when there is none. */
  default @Nullable Loop loop(@Nullable String name) {
    for (Locals at = this; at != null; at = at.outer()) {
      if (at instanceof Loop loop && (name == null || loop.name.equalsIgnoreCase(name)))
        return loop;
    }
    return null;
  }

  /** The value of a lambda's variable; null when there is none of that name. */
  default @Nullable JsonValue lambdaVariable(String name) {
    for (Locals at = this; at != null; at = at.outer()) {
      if (!(at instanceof Lambda lambda)) continue;
      JsonValue value = lambda.variables.get(name.toLowerCase(Locale.ROOT));
      if (value != null) return value;
    }
    return null;
  }

  /** The arguments of the function in whose body this is; null when it is in none. */
  default @Nullable Arguments arguments() {
    for (Locals at = this; at != null; at = at.outer()) {
      if (at instanceof Arguments arguments) return arguments;
    }
    return null;
  }
}
