package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.List;

/** Functions that compare. Source: "Comparison functions for ARM templates". */
final class ComparisonFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("coalesce", 1, ANY, ComparisonFunctions::coalesce),
          new TemplateFunction("equals", 2, 2, ComparisonFunctions::equal),
          new TemplateFunction("greater", 2, 2, call -> call.of(compare(call) > 0)),
          new TemplateFunction("greaterOrEquals", 2, 2, call -> call.of(compare(call) >= 0)),
          new TemplateFunction("less", 2, 2, call -> call.of(compare(call) < 0)),
          new TemplateFunction("lessOrEquals", 2, 2, call -> call.of(compare(call) <= 0)));

  private ComparisonFunctions() {}

  private static JsonValue coalesce(Call call) throws NoValueException {
    for (int i = 0; i < call.count(); i++) {
      if (!(call.value(i) instanceof JsonNull)) return call.of(call.value(i));
    }
    return call.none();
  }

  private static JsonValue equal(Call call) throws NoValueException {
    return call.of(Equality.of(call.raw().get(0), call.raw().get(1), call.budget()));
  }

  private static int compare(Call call) throws NoValueException {
    JsonValue other = call.value(1);
    return switch (call.value(0)) {
      case JsonNumber number -> {
        if (other instanceof JsonNumber it) yield Order.of(number, it);
        throw call.misfit(1, "a number as the first");
      }
      case JsonString string -> {
        if (other instanceof JsonString it) yield Order.of(string.text(), it.text());
        throw call.misfit(1, "a string as the first");
      }
      default -> throw call.misfit(0, "a number or a string");
    };
  }
}
