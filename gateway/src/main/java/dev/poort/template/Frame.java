package dev.poort.template;

/**
 * Where an expression is evaluated.
 *
 * @param environment what functions such as {@code parameters} ask
 * @param locals what the loops and lambdas around it hold
 */
record Frame(Environment environment, Locals locals) {
  Frame with(Locals locals) {
    return new Frame(environment, locals);
  }
}
