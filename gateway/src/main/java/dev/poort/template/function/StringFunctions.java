package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonValue;
import java.util.List;

/** Functions for strings. Source: "String functions for ARM templates". */
final class StringFunctions {
  static final List<TemplateFunction> ALL =
      List.of(new TemplateFunction("concat", 1, ANY, StringFunctions::concat));

  private StringFunctions() {}

  private static JsonValue concat(Call call) throws NoValueException {
    var text = new StringBuilder();
    for (int i = 0; i < call.count(); i++) text.append(call.text(i));
    return call.of(text.toString());
  }
}
