package dev.poort.template;

import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
   * @param name the loop's name, or that of the property or variable it makes
   * @param named whether {@code copyIndex} means it only by its name: it makes a property or a
   *     variable, not resources or an output
   */
  record Loop(String name, int index, boolean named, Locals around) implements Locals {}

  /** A lambda that is applied. */
  record Lambda(Map<String, JsonValue> variables, Locals around) implements Locals {}

  /**
   * The body of one of the user's functions, which sees its arguments and nothing around.
   *
   * @param values by names in lower case
   * @param secrets the names of those that are made of secrets
   * @param caller where the call is evaluated
   * @param position where its value stands
   */
  record Arguments(
      UserFunction function,
      Map<String, JsonValue> values,
      Set<String> secrets,
      Frame caller,
      Position position)
      implements Locals {}

  private @Nullable Locals outer() {
    return switch (this) {
      case Loop loop -> loop.around;
      case Lambda lambda -> lambda.around;
      case None _, Arguments _ -> null;
    };
  }

  /** The innermost loop of a name; null when there is none. */
  default @Nullable Loop loop(String name) {
    for (Locals at = this; at != null; at = at.outer()) {
      if (at instanceof Loop loop && loop.name.equalsIgnoreCase(name)) return loop;
    }
    return null;
  }

  /** The innermost loop that needs no name to be meant; null when there is none. */
  default @Nullable Loop loop() {
    for (Locals at = this; at != null; at = at.outer()) {
      if (at instanceof Loop loop && !loop.named) return loop;
    }
    return null;
  }

  /** The names of all loops, the innermost first. */
  default List<String> loopNames() {
    var names = new ArrayList<String>();
    for (Locals at = this; at != null; at = at.outer()) {
      if (at instanceof Loop loop) names.add(loop.name);
    }
    return names;
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
