package dev.poort.template;

import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * How an expression came to its value: what the parameters, variables and loops in it say, and the
 * functions and deployments around it.
 *
 * @param text as it is written, with its brackets
 */
record ExpressionTrail(String text, Expression expression, Frame frame, Evaluator evaluator)
    implements Position.Trail {
  @Override
  public List<String> steps() {
    var sources = new Sources(evaluator);
    sources.add(text, expression, frame);
    var steps = new ArrayList<String>(sources.steps());
    Locals.Arguments function = frame.locals().arguments();
    if (function == null) {
      steps.addAll(frame.environment().chain().steps());
    } else {
      Position caller = function.position();
      steps.add("in the function " + function.function().name() + " (" + caller.link() + ")");
      steps.addAll(caller.place().trail());
    }
    return steps;
  }

  @Override
  public boolean isSecret() {
    return Secrecy.isSecret(expression, frame);
  }
}
