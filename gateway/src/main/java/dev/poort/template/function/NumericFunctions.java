package dev.poort.template.function;

import dev.poort.json.JsonValue;
import java.util.List;

/** Functions for whole numbers. Source: "Numeric functions for ARM templates". */
final class NumericFunctions {
  static final List<TemplateFunction> ALL =
      List.of(new TemplateFunction("add", 2, 2, NumericFunctions::add));

  private NumericFunctions() {}

  private static JsonValue add(Call call) throws NoValueException {
    return call.of(call.whole(0) + call.whole(1));
  }
}
