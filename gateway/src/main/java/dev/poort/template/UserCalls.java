package dev.poort.template;

import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.UnknownException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Calls the functions of a template, whose bodies see their arguments and nothing around. */
record UserCalls(Evaluator evaluator) {
  /**
   * The value of a call.
   *
   * @param arguments as many as the function has parameters
   * @param call as it is written
   */
  JsonValue call(
      UserFunction function,
      List<JsonValue> arguments,
      Expression.Call call,
      Frame caller,
      Position position)
      throws UnknownException {
    var values = new HashMap<String, JsonValue>();
    var secrets = new HashSet<String>();
    for (int i = 0; i < arguments.size(); i++) {
      UserFunction.Parameter parameter = function.parameters().get(i);
      String name = parameter.name().toLowerCase(Locale.ROOT);
      Expression written = call.arguments().get(i);
      if (Secrecy.isSecret(written, caller)) secrets.add(name);
      String text = "the argument " + parameter.name() + " of " + function.name();
      var subject = new Subject(text, secrets.contains(name));
      JsonValue there = arguments.get(i).at(position.within(written.offset()));
      if (!caller.environment().types().fits(there, parameter.declaration(), subject)) {
        throw new UnknownException(new JsonUnknown(Reasons.REPORTED, position));
      }
      values.put(name, arguments.get(i));
    }
    var locals = new Locals.Arguments(function, values, secrets, caller, position);
    JsonValue result = evaluator.value(function.output(), new Frame(caller.environment(), locals));
    if (result instanceof JsonUnknown unknown) throw new UnknownException(unknown);
    return result;
  }
}
