package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonValue;
import java.util.List;
import java.util.UUID;

/** Functions that make names. Source: "String functions for ARM templates". */
final class NameFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("guid", 1, ANY, NameFunctions::guid),
          new TemplateFunction("newGuid", 0, 0, NameFunctions::newGuid),
          new TemplateFunction("uniqueString", 1, ANY, NameFunctions::uniqueString));

  private NameFunctions() {}

  private static JsonValue guid(Call call) throws NoValueException {
    return call.of(NameHash.uuid(joined(call)).toString());
  }

  private static JsonValue newGuid(Call call) throws NoValueException {
    return call.of(UUID.randomUUID().toString());
  }

  private static JsonValue uniqueString(Call call) throws NoValueException {
    return call.of(NameHash.thirteenLetters(joined(call)));
  }

  private static String joined(Call call) throws NoValueException {
    var text = new BoundedText(call.budget());
    for (int i = 0; i < call.count(); i++) {
      if (i > 0) text.append('-');
      text.append(call.text(i));
    }
    call.budget().characters(text.length());
    return text.toString();
  }
}
