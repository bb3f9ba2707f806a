package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions that make arrays and take them apart, strings in the same way. What is looked for in
 * arrays is in {@link LookupFunctions}. Source: "Array functions for ARM templates".
 */
final class ArrayFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("array", 1, 1, ArrayFunctions::array),
          new TemplateFunction("createArray", 0, ANY, ArrayFunctions::createArray),
          new TemplateFunction("empty", 1, 1, ArrayFunctions::empty),
          new TemplateFunction("first", 1, 1, ArrayFunctions::first),
          new TemplateFunction("flatten", 1, 1, ArrayFunctions::flatten),
          new TemplateFunction("last", 1, 1, ArrayFunctions::last),
          new TemplateFunction("length", 1, 1, ArrayFunctions::length),
          new TemplateFunction("skip", 2, 2, ArrayFunctions::skip),
          new TemplateFunction("take", 2, 2, ArrayFunctions::take));

  private ArrayFunctions() {}

  private static JsonValue array(Call call) throws NoValueException {
    JsonValue value = call.value(0);
    return value instanceof JsonArray ? call.of(value) : call.of(List.of(value));
  }

  private static JsonValue createArray(Call call) throws NoValueException {
    return call.of(call.raw());
  }

  private static JsonValue empty(Call call) throws NoValueException {
    return switch (call.value(0)) {
      case JsonNull _ -> call.of(true);
      case JsonObject object when !object.members().isEmpty() -> call.of(false);
      default -> call.of(size(call) == 0);
    };
  }

  private static JsonValue length(Call call) throws NoValueException {
    return call.of(size(call));
  }

  private static int size(Call call) throws NoValueException {
    return switch (call.value(0)) {
      case JsonArray array -> array.elements().size();
      case JsonObject object -> call.whole(object).members().size();
      case JsonString string -> string.text().length();
      default -> throw call.misfit(0, "an array, an object or a string");
    };
  }

  private static JsonValue first(Call call) throws NoValueException {
    return element(call, 0);
  }

  private static JsonValue last(Call call) throws NoValueException {
    return element(call, -1);
  }

  /** The element at an index, below zero counted from the end; that of nothing is nothing. */
  private static JsonValue element(Call call, int index) throws NoValueException {
    JsonValue container = call.value(0);
    if (container instanceof JsonArray array) {
      List<JsonValue> elements = array.elements();
      return elements.isEmpty()
          ? call.none()
          : call.of(elements.get(Math.floorMod(index, elements.size())));
    }
    String text = text(call);
    if (text.isEmpty()) return call.of("");
    return call.of(String.valueOf(text.charAt(Math.floorMod(index, text.length()))));
  }

  private static JsonValue skip(Call call) throws NoValueException {
    int from = split(call);
    if (call.value(0) instanceof JsonArray array) {
      return call.of(array.elements().subList(from, array.elements().size()));
    }
    return call.of(text(call).substring(from));
  }

  private static JsonValue take(Call call) throws NoValueException {
    int to = split(call);
    if (call.value(0) instanceof JsonArray array) return call.of(array.elements().subList(0, to));
    return call.of(text(call).substring(0, to));
  }

  /** How many elements or characters the second argument takes of the first. */
  private static int split(Call call) throws NoValueException {
    int size =
        call.value(0) instanceof JsonArray array ? array.elements().size() : text(call).length();
    return Math.clamp(call.whole(1), 0, size);
  }

  private static String text(Call call) throws NoValueException {
    if (call.value(0) instanceof JsonString string) return string.text();
    throw call.misfit(0, "an array or a string");
  }

  private static JsonValue flatten(Call call) throws NoValueException {
    var elements = new ArrayList<JsonValue>();
    for (JsonValue part : call.array(0).elements()) {
      if (!(call.known(part) instanceof JsonArray array)) {
        throw call.wrong("an element of its array is " + part.kind() + ", not an array");
      }
      call.budget().steps(1 + array.elements().size());
      elements.addAll(array.elements());
    }
    return call.of(elements);
  }
}
