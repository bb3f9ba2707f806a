package dev.poort.template;

import dev.poort.template.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * {@code reference(deployment).outputs.name} in an expression: one output of a deployment.
 *
 * @param reference the call of {@code reference}
 * @param name of the output
 */
record OutputAccess(Expression.Call reference, Expression name) {
  /** An access of this form; null for any other. */
  static @Nullable OutputAccess of(Expression.Access access) {
    return access.target() instanceof Expression.Access outputs
            && outputs.key() instanceof Expression.Text(String key, _, _)
            && key.equalsIgnoreCase("outputs")
            && outputs.target() instanceof Expression.Call call
            && call.function().equals("reference")
        ? new OutputAccess(call, access.key())
        : null;
  }
}
