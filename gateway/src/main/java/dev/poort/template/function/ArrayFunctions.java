package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonValue;
import java.util.List;

/** Functions for arrays. Source: "Array functions for ARM templates". */
final class ArrayFunctions {
  static final List<TemplateFunction> ALL =
      List.of(new TemplateFunction("createArray", 0, ANY, ArrayFunctions::createArray));

  private ArrayFunctions() {}

  private static JsonValue createArray(Call call) throws NoValueException {
    return call.of(call.raw());
  }
}
