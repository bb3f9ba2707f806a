package dev.poort.template.function;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import dev.poort.template.expression.ExpressionParser;
import dev.poort.template.expression.SyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions that need no template: calls of {@link Functions}, lambdas, strings, whole
 * numbers, members and elements. {@code unknown()} is a value that cannot be told, {@code open()}
 * the object {@code {"a": 1}} of which it cannot be told what else it has.
 */
final class Expressions {
  /** When all of them are evaluated. */
  static final Instant NOW = Instant.parse("2020-04-07T14:53:14Z");

  private static final Position POSITION = Position.outside("test");

  private static final JsonUnknown.Reason UNKNOWN =
      new JsonUnknown.Reason(JsonUnknown.Kind.ELSEWHERE, "it is unknown", "");

  private final Budget budget = new Budget();

  private Expressions() {}

  /**
   * The value of an expression.
   *
   * @param expression without the brackets around it
   */
  static JsonValue evaluate(String expression) throws NoValueException {
    try {
      Expression parsed = ExpressionParser.parse("[" + expression + "]");
      return new Expressions().value(parsed, Map.of());
    } catch (SyntaxException e) {
      throw new AssertionError(expression, e);
    }
  }

  /** A value as JSON without white space. */
  static String json(JsonValue value) throws NoValueException {
    return JsonText.of(value, '"', new Budget());
  }

  private JsonValue value(Expression expression, Map<String, JsonValue> variables)
      throws NoValueException {
    return switch (expression) {
      case Expression.Text text -> new JsonString(text.value(), POSITION);
      case Expression.Whole whole -> new JsonNumber("" + whole.value(), POSITION);
      case Expression.Access access -> access(access, variables);
      case Expression.Call call -> call(call, variables);
    };
  }

  private JsonValue access(Expression.Access access, Map<String, JsonValue> variables)
      throws NoValueException {
    JsonValue key = value(access.key(), variables);
    JsonValue found =
        switch (value(access.target(), variables)) {
          case JsonObject object when key instanceof JsonString name -> object.get(name.text());
          case JsonArray array when key instanceof JsonNumber index ->
              array.elements().get(Integer.parseInt(index.text()));
          default -> null;
        };
    if (found == null) throw new AssertionError("nothing at " + key);
    return found;
  }

  private JsonValue call(Expression.Call call, Map<String, JsonValue> variables)
      throws NoValueException {
    if (call.name().equals("unknown")) return new JsonUnknown(UNKNOWN, POSITION);
    if (call.name().equals("open")) {
      var members = new JsonObject.Builder();
      members.put("a", new JsonNumber("1", POSITION));
      return members.build(POSITION).withRest(UNKNOWN);
    }
    if (call.name().equals("lambdaVariables")) return variable(call, variables);
    TemplateFunction function = Functions.get(call.function());
    if (function == null) throw new AssertionError("no function " + call.name());
    var arguments = new ArrayList<JsonValue>();
    var lambdas = new ArrayList<@Nullable Lambda>();
    for (Expression argument : call.arguments()) {
      boolean lambda = argument instanceof Expression.Call inner && inner.name().equals("lambda");
      if (lambda) {
        arguments.add(new JsonString("", POSITION));
        lambdas.add(lambda((Expression.Call) argument, variables));
      } else {
        arguments.add(value(argument, variables));
        lambdas.add(null);
      }
    }
    int count = arguments.size();
    if (count < function.least() || count > function.most()) {
      throw new FunctionException(function.name() + " does not take " + count + " arguments", "");
    }
    var ready = new Call(function.name(), arguments, lambdas, POSITION, NOW, budget);
    try {
      return function.body().apply(ready);
    } catch (UnknownException e) {
      return e.value();
    }
  }

  private static JsonValue variable(Expression.Call call, Map<String, JsonValue> variables) {
    JsonValue value = variables.get(name(call.arguments().get(0)));
    if (value == null) throw new AssertionError("no variable of that name in " + call);
    return value;
  }

  private Lambda lambda(Expression.Call call, Map<String, JsonValue> outer) {
    List<Expression> parts = call.arguments();
    List<String> names =
        parts.subList(0, parts.size() - 1).stream().map(Expressions::name).toList();
    return new Lambda() {
      @Override
      public int variables() {
        return names.size();
      }

      @Override
      public JsonValue apply(List<JsonValue> arguments) throws NoValueException {
        var variables = new HashMap<>(outer);
        for (int i = 0; i < names.size(); i++) variables.put(names.get(i), arguments.get(i));
        return value(parts.get(parts.size() - 1), variables);
      }
    };
  }

  private static String name(Expression expression) {
    if (expression instanceof Expression.Text text) return text.value();
    throw new AssertionError(expression + " is no name");
  }
}
