package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import java.util.List;

/** Functions for objects. Source: "Object functions for ARM templates". */
final class ObjectFunctions {
  static final List<TemplateFunction> ALL =
      List.of(new TemplateFunction("createObject", 0, ANY, ObjectFunctions::createObject));

  private ObjectFunctions() {}

  private static JsonValue createObject(Call call) throws NoValueException {
    if (call.count() % 2 != 0) throw call.wrong("it takes names and values in pairs");
    var members = new JsonObject.Builder();
    for (int i = 0; i < call.count(); i += 2) members.put(call.text(i), call.raw().get(i + 1));
    return call.of(members);
  }
}
