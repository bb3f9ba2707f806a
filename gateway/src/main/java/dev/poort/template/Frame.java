package dev.poort.template;

import org.jspecify.annotations.Nullable;

/**
 * Where an expression is evaluated.
 *
 * @param environment what functions such as {@code parameters} ask
 * @param locals what the loops and lambdas around it hold
 * @param outer where it is evaluated before, in a nested template of outer scope; null for nowhere
 */
record Frame(Environment environment, Locals locals, @Nullable Frame outer) {
  /** A frame with nothing before it. */
  Frame(Environment environment, Locals locals) {
    this(environment, locals, null);
  }

  /** Where an expression is evaluated first, as it is written. */
  Frame first() {
    return outer == null ? this : outer.first();
  }

  Frame with(Locals locals) {
    return new Frame(environment, locals, outer);
  }
}
