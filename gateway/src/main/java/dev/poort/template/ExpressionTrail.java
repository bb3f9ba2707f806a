package dev.poort.template;

import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an expression came to its value: what the parameters, variables and loops in it say, and the
 * functions and deployments around it.
 *
 * @param text as it is written, with its brackets
 * @param told whether values may be shown that are no secrets
 */
record ExpressionTrail(
    String text, Expression expression, Frame frame, Evaluator evaluator, boolean told)
    implements Position.Trail {
  private static final int MAX_FUNCTIONS = 3;

  @Override
  public List<String> steps() {
    var sources = new Sources(evaluator, told);
    sources.add(text, expression, frame);
    var steps = new ArrayList<String>(sources.steps());
    Locals.Arguments outermost = functions(steps);
    List<String> around =
        outermost == null
            ? frame.environment().chain().steps()
            : outermost.position().place().trail();
    steps.addAll(around);
    return steps;
  }

  /** Adds the functions around, the innermost first, and gives the outermost; null for none. */
  private Locals.@Nullable Arguments functions(List<String> steps) {
    Locals.Arguments outermost = null;
    int count = 0;
    for (Locals.Arguments at = frame.locals().arguments();
        at != null;
        at = at.caller().locals().arguments()) {
      outermost = at;
      String step = "in the function " + at.function().name() + " (" + at.position().link() + ")";
      if (++count <= MAX_FUNCTIONS) steps.add(step);
    }
    return outermost;
  }

  @Override
  public boolean isSecret() {
    return Secrecy.isSecret(expression, frame);
  }

  @Override
  public Position.Trail untold() {
    return new ExpressionTrail(text, expression, frame, evaluator, false);
  }
}
