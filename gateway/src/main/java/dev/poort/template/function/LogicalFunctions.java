package dev.poort.template.function;

import dev.poort.json.JsonValue;
import java.util.List;

/**
 * Functions for true and false; {@code and}, {@code or} and {@code if}, which do not look at all
 * their arguments, are the evaluator's. Source: "Logical functions for ARM templates".
 */
final class LogicalFunctions {
  static final List<TemplateFunction> ALL =
      List.of(new TemplateFunction("not", 1, 1, LogicalFunctions::not));

  private LogicalFunctions() {}

  private static JsonValue not(Call call) throws NoValueException {
    return call.of(!call.flag(0));
  }
}
