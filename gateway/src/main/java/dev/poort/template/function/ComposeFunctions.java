package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions that put strings together out of other values. Source: "String functions for ARM
 * templates", "Object functions for ARM templates" for {@code json}.
 */
final class ComposeFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("concat", 1, ANY, ComposeFunctions::concat),
          new TemplateFunction("format", 1, ANY, ComposeFunctions::format),
          new TemplateFunction("join", 2, 2, ComposeFunctions::join),
          new TemplateFunction("json", 1, 1, ComposeFunctions::json),
          new TemplateFunction("string", 1, 1, ComposeFunctions::string));

  private ComposeFunctions() {}

  private static JsonValue concat(Call call) throws NoValueException {
    if (call.value(0) instanceof JsonArray) return concatArrays(call);
    var text = new BoundedText(call.budget());
    for (int i = 0; i < call.count(); i++) {
      JsonValue value = call.value(i);
      if (!PlainText.isScalar(value)) throw call.misfit(i, "a string, a number or a boolean");
      text.append(PlainText.of(call, value, '"'));
    }
    return call.of(text.toString());
  }

  private static JsonValue concatArrays(Call call) throws NoValueException {
    long size = 0;
    for (int i = 0; i < call.count(); i++) size += call.array(i).elements().size();
    call.budget().steps(size);
    var elements = new ArrayList<JsonValue>((int) size);
    for (int i = 0; i < call.count(); i++) elements.addAll(call.array(i).elements());
    return new JsonArray(elements, call.position());
  }

  private static JsonValue format(Call call) throws NoValueException {
    return call.of(new CompositeFormat(call).text());
  }

  private static JsonValue join(Call call) throws NoValueException {
    List<JsonValue> elements = call.array(0).elements();
    String delimiter = call.text(1);
    call.budget().steps(elements.size());
    var text = new BoundedText(call.budget());
    for (int i = 0; i < elements.size(); i++) {
      JsonValue element = call.known(elements.get(i));
      if (!PlainText.isScalar(element)) {
        String wanted = "not a string, a number or a boolean";
        throw call.wrong("element " + i + " of its array is " + element.kind() + ", " + wanted);
      }
      if (i > 0) text.append(delimiter);
      text.append(PlainText.of(call, element, '"'));
    }
    return call.of(text.toString());
  }

  private static JsonValue json(Call call) throws NoValueException {
    return JsonParts.read(call, call.text(0));
  }

  private static JsonValue string(Call call) throws NoValueException {
    return call.of(PlainText.of(call, call.value(0), '"'));
  }
}
