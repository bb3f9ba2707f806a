package dev.poort.template;

import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.Budget;
import dev.poort.template.function.Call;
import dev.poort.template.function.FunctionException;
import dev.poort.template.function.Functions;
import dev.poort.template.function.Lambda;
import dev.poort.template.function.NoValueException;
import dev.poort.template.function.TemplateFunction;
import dev.poort.template.function.UnknownException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls functions: those that do not look at all their arguments ({@code if}, {@code and}, {@code
 * or}), those that ask the environment, those of the template itself, and all others.
 */
final class Calls {
  private static final List<String> SPECIAL = List.of("if", "and", "or", "lambda");

  private final Evaluator evaluator;
  private final Budget budget;
  private final Instant now;

  Calls(Evaluator evaluator, Budget budget, Instant now) {
    this.evaluator = evaluator;
    this.budget = budget;
    this.now = now;
  }

  JsonValue call(Expression.Call call, Frame frame, Position position) throws NoValueException {
    String name = call.function();
    return switch (name) {
      case "if" -> either(call, frame, position);
      case "and" -> all(call, frame, position, true);
      case "or" -> all(call, frame, position, false);
      case "lambda" ->
          throw new FunctionException(
              "a lambda stands only where a function takes one",
              "Give it to filter, groupBy, map, mapValues, reduce, sort or toObject");
      default -> function(name, call, frame, position);
    };
  }

  private JsonValue either(Expression.Call call, Frame frame, Position position)
      throws NoValueException {
    checkCount(call, 3, 3);
    boolean condition = flag(call, 0, frame, position);
    return evaluator.expression(call.arguments().get(condition ? 1 : 2), frame, position);
  }

  /** {@code and} is true if all are, {@code or} is false if all are. */
  private JsonValue all(Expression.Call call, Frame frame, Position position, boolean like)
      throws NoValueException {
    checkCount(call, 2, TemplateFunction.ANY);
    UnknownException unknown = null;
    for (int i = 0; i < call.arguments().size(); i++) {
      try {
        if (flag(call, i, frame, position) != like) return new JsonBoolean(!like, position);
      } catch (UnknownException e) {
        unknown = e;
      }
    }
    if (unknown != null) throw unknown;
    return new JsonBoolean(like, position);
  }

  private boolean flag(Expression.Call call, int index, Frame frame, Position position)
      throws NoValueException {
    Expression argument = call.arguments().get(index);
    JsonValue value = argument(argument, frame, position);
    if (value instanceof JsonBoolean bool) return bool.value();
    if (value instanceof JsonUnknown unknown) throw Sketches.with(unknown, null);
    String which = Call.ordinal(index);
    String what = "its " + which + " argument is " + value.kind() + ", not a boolean";
    throw new FunctionException(call.name() + ": " + what, "").at(argument.offset());
  }

  private JsonValue function(String name, Expression.Call call, Frame frame, Position position)
      throws NoValueException {
    ContextFunction asking = ContextFunctions.get(name);
    if (asking != null) {
      checkCount(call, asking.least(), asking.most());
      return result(
          name, made(call, frame, position), it -> asking.body().apply(it, frame, position));
    }
    TemplateFunction function = Functions.get(name);
    if (function != null) {
      checkCount(call, function.least(), function.most());
      return result(name, made(call, frame, position), function.body());
    }
    if (name.indexOf('.') > 0) return userFunction(name, call, frame, position);
    var known = new ArrayList<>(Functions.names());
    known.addAll(ContextFunctions.names());
    known.addAll(SPECIAL);
    throw new FunctionException(
        "there is no function " + Texts.shorten(call.name()), Nearest.mend(call.name(), known));
  }

  /** The result of a function; one that needs what cannot be told gives a sketch where it can. */
  private JsonValue result(String name, Call call, TemplateFunction.Body body)
      throws NoValueException {
    JsonValue result;
    try {
      result = body.apply(call);
    } catch (UnknownException e) {
      throw Sketches.with(e.value(), Sketches.of(call, name, body));
    }
    if (result instanceof JsonUnknown unknown) throw new UnknownException(unknown);
    return result;
  }

  private JsonValue userFunction(String name, Expression.Call call, Frame frame, Position position)
      throws NoValueException {
    UserFunction function = frame.environment().function(name);
    if (function == null) {
      throw new FunctionException(
          "the template has no function " + Texts.shorten(call.name()),
          Nearest.mend(call.name(), frame.environment().functionNames()));
    }
    int count = function.parameters().size();
    checkCount(call, count, count);
    List<JsonValue> arguments = made(call, frame, position).raw();
    return new UserCalls(evaluator).call(function, arguments, call, frame, position);
  }

  /** The call with its arguments evaluated; coalesce looks at none behind the one it gives. */
  private Call made(Expression.Call call, Frame frame, Position position) throws NoValueException {
    int count = call.arguments().size();
    boolean untilValue = call.function().equals("coalesce");
    var values = new ArrayList<JsonValue>(count);
    var lambdas = new ArrayList<@Nullable Lambda>(count);
    for (Expression argument : call.arguments()) {
      Lambda lambda = TemplateLambda.of(argument, evaluator, frame, position);
      lambdas.add(lambda);
      JsonValue value =
          lambda == null ? argument(argument, frame, position) : new JsonNull(position);
      if (value instanceof JsonString string) budget.look(string.text());
      values.add(value);
      if (untilValue && !(value instanceof JsonNull)) break;
    }
    return new Call(call.name(), values, lambdas, position, now, budget);
  }

  /** An argument that cannot be told is still given to the function, which may not need it. */
  private JsonValue argument(Expression argument, Frame frame, Position position)
      throws NoValueException {
    try {
      return evaluator.expression(argument, frame, position);
    } catch (UnknownException e) {
      return e.value();
    }
  }

  /** {@code reference(deployment).outputs.name}: the one output that is asked for. */
  @Nullable JsonValue outputOfDeployment(Expression.Access access, Frame frame, Position position)
      throws NoValueException {
    OutputAccess output = OutputAccess.of(access);
    if (output == null) return null;
    Expression.Call reference = output.reference();
    checkCount(reference, 1, 3);
    Call made = made(reference, frame, position);
    Resource resource = frame.environment().find(made.text(0));
    if (resource == null || !resource.isDeployment()) return null;
    JsonValue key = evaluator.expression(output.name(), frame, position);
    if (!(key instanceof JsonString name)) return null;
    return new RuntimeState(frame.environment().world(), position).output(resource, name.text());
  }

  private static void checkCount(Expression.Call call, int least, int most)
      throws FunctionException {
    int count = call.arguments().size();
    if (count >= least && count <= most) return;
    String wanted =
        most == TemplateFunction.ANY
            ? "at least " + arguments(least)
            : least == most ? arguments(least) : least + " to " + most + " arguments";
    throw new FunctionException(call.name() + " takes " + wanted + ", not " + count, "");
  }

  private static String arguments(int count) {
    return count == 0 ? "no arguments" : count == 1 ? "one argument" : count + " arguments";
  }
}
