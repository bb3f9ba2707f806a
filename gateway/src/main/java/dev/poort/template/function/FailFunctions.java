package dev.poort.template.function;

import dev.poort.json.JsonValue;
import java.util.List;

/** What a template stops itself with. Source: "Flow control functions for Bicep". */
final class FailFunctions {
  static final List<TemplateFunction> ALL =
      List.of(new TemplateFunction("fail", 1, 1, FailFunctions::fail));

  private FailFunctions() {}

  private static JsonValue fail(Call call) throws NoValueException {
    throw call.wrong(call.text(0));
  }
}
