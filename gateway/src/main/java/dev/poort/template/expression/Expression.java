package dev.poort.template.expression;

import java.util.List;
import java.util.Locale;

/**
 * A template expression, such as {@code concat(parameters('name'), '-ip')}. Immutable. Every part
 * knows where it begins: {@code offset} counts characters of the text with its brackets.
 *
 * <p>Source: "Syntax and expressions in ARM templates".
 */
public sealed interface Expression {
  /** Where it begins in the text. */
  int offset();

  /** Where it ends in the text, exclusive. */
  int end();

  /** A string in single quotes, its doubled quotes resolved. */
  record Text(String value, int offset, int end) implements Expression {}

  /** A whole number. */
  record Whole(long value, int offset, int end) implements Expression {}

  /**
   * A call of a function.
   *
   * @param name its name as it stands there; with a namespace before a dot for one of the user's
   * @param function its name as it is looked up: in lower case, without the namespace of all
   */
  record Call(String name, String function, List<Expression> arguments, int offset, int end)
      implements Expression {
    private static final String NAMESPACE_OF_ALL = "sys.";

    public Call {
      arguments = List.copyOf(arguments);
    }

    /** A call by a name as it stands there. */
    public Call(String name, List<Expression> arguments, int offset, int end) {
      this(name, lookedUp(name.toLowerCase(Locale.ROOT)), arguments, offset, end);
    }

    private static String lookedUp(String lower) {
      return lower.startsWith(NAMESPACE_OF_ALL)
          ? lower.substring(NAMESPACE_OF_ALL.length())
          : lower;
    }
  }

  /**
   * A member of an object: {@code a.name}, {@code a['name']} or an element {@code a[0]}.
   *
   * @param safe whether a missing one is null and no error: {@code a.?name}, {@code a[?0]}
   */
  record Access(Expression target, Expression key, boolean safe, int offset, int end)
      implements Expression {}
}
