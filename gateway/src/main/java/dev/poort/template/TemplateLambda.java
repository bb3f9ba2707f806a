package dev.poort.template;

import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.FunctionException;
import dev.poort.template.function.Lambda;
import dev.poort.template.function.NoValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lambda of the template: {@code lambda('x', ..., expression)}.
 *
 * @param names those of its variables, in lower case
 * @param frame where it is written
 * @param position where the result of the function stands that it is given to
 */
record TemplateLambda(
    Evaluator evaluator, List<String> names, Expression body, Frame frame, Position position)
    implements Lambda {
  /** The lambda that an argument is; null when it is none. */
  static @Nullable TemplateLambda of(
      Expression argument, Evaluator evaluator, Frame frame, Position position)
      throws FunctionException {
    if (!(argument instanceof Expression.Call call && call.function().equals("lambda"))) {
      return null;
    }
    List<Expression> parts = call.arguments();
    var names = new ArrayList<String>();
    for (int i = 0; i + 1 < parts.size(); i++) {
      if (!(parts.get(i) instanceof Expression.Text name)) {
        throw new FunctionException("a lambda's variable is a name in quotes", "")
            .at(parts.get(i).offset());
      }
      names.add(name.value().toLowerCase(Locale.ROOT));
    }
    if (names.isEmpty()) {
      throw new FunctionException("a lambda has a variable and an expression", "")
          .at(argument.offset());
    }
    return new TemplateLambda(evaluator, names, parts.getLast(), frame, position);
  }

  @Override
  public int variables() {
    return names.size();
  }

  @Override
  public JsonValue apply(List<JsonValue> arguments) throws NoValueException {
    var values = new HashMap<String, JsonValue>();
    for (int i = 0; i < names.size(); i++) values.put(names.get(i), arguments.get(i));
    Frame inner = frame.with(new Locals.Lambda(Map.copyOf(values), frame.locals()));
    return evaluator.expression(body, inner, position);
  }
}
