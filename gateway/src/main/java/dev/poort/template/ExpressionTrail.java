package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.NoValueException;
import dev.poort.template.function.SpentException;
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

  /** A longer way is not gone: variables may be made of others without end. */
  private static final int MAX_PARTS = 100;

  @Override
  public List<String> steps() {
    var way = new Way();
    way.add(expression, frame);
    List<String> all = new ArrayList<>(way.steps);
    all.addAll(frame.environment().chain().steps());
    return all;
  }

  /** The way that the value came. */
  private final class Way {
    private final Set<String> steps = new LinkedHashSet<>();
    private int parts;

    void add(Expression part, Frame frame) {
      if (steps.size() >= MAX_STEPS || ++parts > MAX_PARTS) return;
      switch (part) {
        case Expression.Access access -> {
          add(access.target(), frame);
          add(access.key(), frame);
        }
        case Expression.Call call -> {
          if (isSource(call)) source(call, frame);
          else call.arguments().forEach(argument -> add(argument, frame));
        }
        case Expression.Text _, Expression.Whole _ -> {}
      }
    }

    private void source(Expression.Call call, Frame frame) {
      String name =
          !call.arguments().isEmpty() && call.arguments().getFirst() instanceof Expression.Text text
              ? text.value()
              : "";
      JsonValue value = value(call, frame);
      if (value == null) return;
      String shown = name.isEmpty() ? "" : "'" + Texts.shorten(name) + "'";
      String written = call.name() + "(" + shown + ")";
      if (isSecret(value, call.name(), name, frame)) {
        steps.add(written + " is a secret");
        return;
      }
      if (!(value instanceof JsonUnknown)) steps.add(written + " is " + Texts.shown(value));
      JsonString raw =
          call.name().equalsIgnoreCase("variables") ? frame.environment().variableText(name) : null;
      Expression deeper = raw == null ? null : evaluator.parsed(raw);
      if (deeper != null) add(deeper, frame.with(Locals.None.NONE));
    }
  }

  /** Of arrays and objects no more is shown than how much they hold. */
  private static boolean isSecret(JsonValue value, String function, String name, Frame frame) {
    boolean hidden = value instanceof JsonArray || value instanceof JsonObject;
    return !hidden && new Secrets(frame.environment()).hold(function, name);
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

  private @Nullable JsonValue value(Expression.Call call, Frame frame) {
    try {
      return evaluator.expression(call, frame, Position.outside(""));
    } catch (NoValueException | SpentException _) {
      return null; // the report says why
    }
  }
}
