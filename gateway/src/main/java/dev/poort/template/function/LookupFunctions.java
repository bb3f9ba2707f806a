package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions that look for something in an array, an object or a string. Sources: "Array functions
 * for ARM templates", "Object functions for ARM templates", "String functions for ARM templates".
 */
final class LookupFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("contains", 2, 2, LookupFunctions::contains),
          new TemplateFunction("indexFromEnd", 2, 2, LookupFunctions::indexFromEnd),
          new TemplateFunction("indexOf", 2, 2, LookupFunctions::indexOf),
          new TemplateFunction("lastIndexOf", 2, 2, LookupFunctions::lastIndexOf),
          new TemplateFunction("tryGet", 2, ANY, LookupFunctions::tryGet),
          new TemplateFunction("tryIndexFromEnd", 2, ANY, LookupFunctions::tryIndexFromEnd));

  private LookupFunctions() {}

  private static JsonValue contains(Call call) throws NoValueException {
    return switch (call.value(0)) {
      case JsonArray array ->
          call.of(Equality.among(array.elements(), call.raw().get(1), call.budget()));
      case JsonObject object -> call.of(member(call, object, key(call)) != null);
      case JsonString string -> call.of(new Needle(key(call), false).in(string.text(), 0) >= 0);
      default -> throw call.misfit(0, "an array, an object or a string");
    };
  }

  /** What is sought in an object or a string; a number is sought as it is written. */
  private static String key(Call call) throws NoValueException {
    return call.value(1) instanceof JsonNumber number ? number.text() : call.text(1);
  }

  private static JsonValue indexOf(Call call) throws NoValueException {
    if (call.value(0) instanceof JsonString string) {
      return call.of(new Needle(call.text(1), true).in(string.text(), 0));
    }
    List<JsonValue> elements = elements(call);
    for (int i = 0; i < elements.size(); i++) {
      if (isSought(elements.get(i), call)) return call.of(i);
    }
    return call.of(-1);
  }

  private static JsonValue lastIndexOf(Call call) throws NoValueException {
    if (call.value(0) instanceof JsonString string) {
      String sought = call.text(1);
      int fromEnd = new Needle(reversed(sought), true).in(reversed(string.text()), 0);
      return call.of(fromEnd < 0 ? -1 : string.text().length() - fromEnd - sought.length());
    }
    List<JsonValue> elements = elements(call);
    for (int i = elements.size() - 1; i >= 0; i--) {
      if (isSought(elements.get(i), call)) return call.of(i);
    }
    return call.of(-1);
  }

  /** Character by character, where {@code StringBuilder.reverse} keeps pairs of them. */
  private static String reversed(String text) {
    char[] reversed = new char[text.length()];
    for (int i = 0; i < reversed.length; i++) reversed[i] = text.charAt(reversed.length - 1 - i);
    return new String(reversed);
  }

  private static List<JsonValue> elements(Call call) throws NoValueException {
    if (call.value(0) instanceof JsonArray array) return array.elements();
    throw call.misfit(0, "an array or a string");
  }

  private static boolean isSought(JsonValue element, Call call) throws NoValueException {
    return Equality.of(element, call.raw().get(1), call.budget());
  }

  private static JsonValue indexFromEnd(Call call) throws NoValueException {
    JsonArray array = call.array(0);
    JsonValue found = fromEnd(array, call.whole(1));
    if (found != null) return call.of(found);
    String what = "there is no element " + call.whole(1) + " from the end of an array of ";
    throw call.wrong(what + array.elements().size(), "Count from 1, or use tryIndexFromEnd");
  }

  private static JsonValue tryIndexFromEnd(Call call) throws NoValueException {
    long index = call.whole(1);
    JsonValue found = call.value(0) instanceof JsonArray array ? fromEnd(array, index) : null;
    return rest(call, found);
  }

  private static JsonValue tryGet(Call call) throws NoValueException {
    return rest(call, member(call, call.value(0), call.value(1)));
  }

  /**
   * Goes on from what the second argument found. Only that may be missing: Bicep's {@code a.?b.c}
   * becomes {@code tryGet(a, 'b', 'c')}, and without b nothing asks for c.
   */
  private static JsonValue rest(Call call, @Nullable JsonValue found) throws NoValueException {
    if (found == null || found instanceof JsonNull) return call.none();
    JsonValue at = found;
    for (int i = 2; i < call.count(); i++) {
      JsonValue next = member(call, call.known(at), call.value(i));
      if (next == null) {
        String what = Call.ordinal(i) + " argument finds nothing in " + at.kind();
        throw call.wrong("its " + what, "Only what the second argument names may be missing");
      }
      at = next;
    }
    return call.of(at);
  }

  /**
   * What a key finds.
   *
   * @param key a name, an index, or an index from the end: {@code {"value": 1, "fromEnd": true}}
   */
  private static @Nullable JsonValue member(Call call, JsonValue container, JsonValue key)
      throws UnknownException {
    if (container instanceof JsonObject object && key instanceof JsonString name) {
      return member(call, object, name.text());
    }
    if (!(container instanceof JsonArray array)) return null;
    if (key instanceof JsonNumber index) return element(array.elements(), whole(index));
    if (key instanceof JsonObject it && it.get("value") instanceof JsonNumber index) {
      boolean backwards = it.get("fromEnd") instanceof JsonBoolean bool && bool.value();
      return backwards ? fromEnd(array, whole(index)) : element(array.elements(), whole(index));
    }
    return null;
  }

  private static @Nullable JsonValue member(Call call, JsonObject object, String name)
      throws UnknownException {
    JsonValue value = object.open(name);
    return value == null ? call.whole(object).get(name) : value;
  }

  private static @Nullable JsonValue fromEnd(JsonArray array, long index) {
    return element(array.elements(), array.elements().size() - index);
  }

  private static @Nullable JsonValue element(List<JsonValue> elements, long index) {
    return index >= 0 && index < elements.size() ? elements.get((int) index) : null;
  }

  /** An index; one that no array has when the number is none. */
  private static long whole(JsonNumber number) {
    try {
      return Integer.parseInt(number.text());
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
