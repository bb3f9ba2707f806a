package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Functions for objects; those that merge them are in {@link SetFunctions}. Source: "Object
 * functions for ARM templates".
 */
final class ObjectFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("createObject", 0, ANY, ObjectFunctions::createObject),
          new TemplateFunction("items", 1, 1, ObjectFunctions::items),
          new TemplateFunction("null", 0, 0, Call::none),
          new TemplateFunction("objectKeys", 1, 1, ObjectFunctions::objectKeys));

  private ObjectFunctions() {}

  private static JsonValue createObject(Call call) throws NoValueException {
    if (call.count() % 2 != 0) {
      throw call.wrong("it takes names and values in pairs", "Write a value behind each name");
    }
    var members = new JsonObject.Builder();
    for (int i = 0; i < call.count(); i += 2) members.put(call.text(i), call.raw().get(i + 1));
    return call.of(members);
  }

  private static JsonValue items(Call call) throws NoValueException {
    var items = new ArrayList<JsonValue>();
    for (JsonMember member : sorted(call)) {
      var item = new JsonObject.Builder();
      item.put("key", call.of(member.name()));
      item.put("value", member.value());
      items.add(call.of(item));
    }
    return call.of(items);
  }

  private static JsonValue objectKeys(Call call) throws NoValueException {
    var keys = new ArrayList<JsonValue>();
    for (JsonMember member : sorted(call)) keys.add(call.of(member.name()));
    return call.of(keys);
  }

  private static List<JsonMember> sorted(Call call) throws NoValueException {
    return call.whole(call.object(0)).members().stream()
        .sorted(Comparator.comparing(JsonMember::name, Order::of))
        .toList();
  }
}
