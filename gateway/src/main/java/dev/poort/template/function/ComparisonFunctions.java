package dev.poort.template.function;

import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.List;

/** Functions that compare. Source: "Comparison functions for ARM templates". */
final class ComparisonFunctions {
  static final List<TemplateFunction> ALL =
      List.of(new TemplateFunction("equals", 2, 2, ComparisonFunctions::equal));

  private ComparisonFunctions() {}

  private static JsonValue equal(Call call) throws NoValueException {
    return call.of(
        call.value(0) instanceof JsonString one
            && call.value(1) instanceof JsonString other
            && one.text().equals(other.text()));
  }
}
