package dev.poort.template;

import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.NoValueException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an expression came to its value: what the parameters, variables and loops in it say, those of
 * the variables' own expressions too, and the deployments around it. Secrets are not shown.
 */
record ExpressionTrail(Expression expression, Frame frame, Evaluator evaluator)
    implements Position.Trail {
  private static final int MAX_STEPS = 6;

  @Override
  public List<String> steps() {
    Set<String> steps = new LinkedHashSet<>();
    add(expression, frame, steps);
    List<String> all = new ArrayList<>(steps);
    all.addAll(frame.environment().chain().steps());
    return all;
  }

  @Override
  public boolean isSecret() {
    return frame.environment().holdsSecret(expression);
  }

  private void add(Expression part, Frame frame, Set<String> steps) {
    if (steps.size() >= MAX_STEPS) return;
    switch (part) {
      case Expression.Access access -> {
        add(access.target(), frame, steps);
        add(access.key(), frame, steps);
      }
      case Expression.Call call -> {
        if (isSource(call)) source(call, frame, steps);
        else call.arguments().forEach(argument -> add(argument, frame, steps));
      }
      case Expression.Text _, Expression.Whole _ -> {}
    }
  }

  private static boolean isSource(Expression.Call call) {
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "parameters", "variables" ->
          call.arguments().size() == 1 && call.arguments().getFirst() instanceof Expression.Text;
      case "copyindex" -> call.arguments().stream().allMatch(ExpressionTrail::isConstant);
      default -> false;
    };
  }

  private static boolean isConstant(Expression argument) {
    return argument instanceof Expression.Text || argument instanceof Expression.Whole;
  }

  private void source(Expression.Call call, Frame frame, Set<String> steps) {
    String name =
        !call.arguments().isEmpty() && call.arguments().getFirst() instanceof Expression.Text text
            ? text.value()
            : "";
    String written = call.name() + "(" + (name.isEmpty() ? "" : "'" + name + "'") + ")";
    if (frame.environment().isSecret(call.name(), name)) {
      steps.add(written + " is a secret");
      return;
    }
    JsonValue value = value(call, frame);
    if (value == null) return;
    if (!(value instanceof JsonUnknown)) steps.add(written + " is " + Texts.shown(value));
    JsonString raw =
        call.name().equalsIgnoreCase("variables") ? frame.environment().variableText(name) : null;
    Expression deeper = raw == null ? null : evaluator.parsed(raw);
    if (deeper != null) add(deeper, frame.with(Locals.None.NONE), steps);
  }

  private @Nullable JsonValue value(Expression.Call call, Frame frame) {
    try {
      return evaluator.expression(call, frame, Position.outside(""));
    } catch (NoValueException _) {
      return null; // the report says why
    }
  }
}
