package dev.poort.template.function;

import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * Functions for true and false; {@code and}, {@code or} and {@code if}, which do not look at all
 * their arguments, are the evaluator's. Source: "Logical functions for ARM templates".
 */
final class LogicalFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("bool", 1, 1, LogicalFunctions::bool),
          new TemplateFunction("false", 0, 0, call -> call.of(false)),
          new TemplateFunction("not", 1, 1, LogicalFunctions::not),
          new TemplateFunction("true", 0, 0, call -> call.of(true)));

  private LogicalFunctions() {}

  private static JsonValue not(Call call) throws NoValueException {
    return call.of(!call.flag(0));
  }

  private static JsonValue bool(Call call) throws NoValueException {
    return switch (call.value(0)) {
      case JsonBoolean bool -> call.of(bool.value());
      case JsonNumber _ -> call.of(call.whole(0) != 0);
      case JsonString string -> call.of(parse(call, string.text()));
      default -> throw call.misfit(0, "a string or a whole number");
    };
  }

  private static boolean parse(Call call, String text) throws FunctionException {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw call.wrong("its first argument is neither 'true' nor 'false'");
    };
  }
}
