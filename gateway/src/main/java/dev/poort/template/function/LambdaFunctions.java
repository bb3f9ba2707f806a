package dev.poort.template.function;

import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Functions that apply a lambda to each element. An element may be unknown, and so may what a
 * lambda makes of it, unless the function has to look at that. Source: "Lambda functions for ARM
 * templates".
 */
final class LambdaFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("filter", 2, 2, LambdaFunctions::filter),
          new TemplateFunction("groupBy", 2, 3, LambdaFunctions::groupBy),
          new TemplateFunction("map", 2, 2, LambdaFunctions::map),
          new TemplateFunction("mapValues", 2, 2, LambdaFunctions::mapValues),
          new TemplateFunction("reduce", 3, 3, LambdaFunctions::reduce),
          new TemplateFunction("sort", 2, 2, LambdaFunctions::sort),
          new TemplateFunction("toObject", 2, 3, LambdaFunctions::toObject));

  /** What it costs to apply a lambda, beside what it does: its variables are kept in maps. */
  private static final int STEPS = 15;

  private LambdaFunctions() {}

  private static JsonValue filter(Call call) throws NoValueException {
    List<JsonValue> elements = call.array(0).elements();
    Lambda lambda = call.lambda(1, 1, 2);
    var kept = new ArrayList<JsonValue>();
    for (int i = 0; i < elements.size(); i++) {
      JsonValue element = elements.get(i);
      if (flag(call, withIndex(call, lambda, i, element))) kept.add(element);
    }
    return call.of(kept);
  }

  private static JsonValue map(Call call) throws NoValueException {
    List<JsonValue> elements = call.array(0).elements();
    Lambda lambda = call.lambda(1, 1, 2);
    var mapped = new ArrayList<JsonValue>();
    for (int i = 0; i < elements.size(); i++) {
      mapped.add(withIndex(call, lambda, i, elements.get(i)));
    }
    return call.of(mapped);
  }

  private static JsonValue mapValues(Call call) throws NoValueException {
    Lambda lambda = call.lambda(1, 1, 1);
    var mapped = new JsonObject.Builder();
    for (JsonMember member : call.whole(call.object(0)).members()) {
      mapped.put(member.name(), apply(call, lambda, List.of(member.value())));
    }
    return call.of(mapped);
  }

  private static JsonValue reduce(Call call) throws NoValueException {
    List<JsonValue> elements = call.array(0).elements();
    Lambda lambda = call.lambda(2, 2, 3);
    JsonValue current = call.raw().get(1);
    for (int i = 0; i < elements.size(); i++) {
      current = withIndex(call, lambda, i, current, elements.get(i));
    }
    return call.of(current);
  }

  private static JsonValue sort(Call call) throws NoValueException {
    Lambda before = call.lambda(1, 2, 2);
    var sorting = new MergeSort((a, b) -> flag(call, apply(call, before, List.of(a, b))));
    return call.of(sorting.sorted(call.array(0).elements()));
  }

  private static JsonValue toObject(Call call) throws NoValueException {
    var members = new JsonObject.Builder();
    for (JsonValue element : call.array(0).elements()) {
      members.put(key(call, element), selected(call, element));
    }
    return call.of(members);
  }

  private static JsonValue groupBy(Call call) throws NoValueException {
    record Group(String name, List<JsonValue> values) {}
    var groups = new LinkedHashMap<String, Group>();
    for (JsonValue element : call.array(0).elements()) {
      String name = key(call, element);
      groups
          .computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new Group(name, new ArrayList<>()))
          .values()
          .add(selected(call, element));
    }
    var members = new JsonObject.Builder();
    for (Group group : groups.values()) members.put(group.name(), call.of(group.values()));
    return call.of(members);
  }

  /** What the first lambda of toObject or groupBy makes of an element. */
  private static String key(Call call, JsonValue element) throws NoValueException {
    JsonValue key = call.known(apply(call, call.lambda(1, 1, 1), List.of(element)));
    if (key instanceof JsonString string) return string.text();
    throw call.wrong("its first lambda gives " + key.kind() + ", not a string");
  }

  /** What their second lambda makes of an element; the element itself when there is none. */
  private static JsonValue selected(Call call, JsonValue element) throws NoValueException {
    return call.count() == 2 ? element : apply(call, call.lambda(2, 1, 1), List.of(element));
  }

  /** Applies a lambda that may take an index behind its other arguments. */
  private static JsonValue withIndex(Call call, Lambda lambda, int index, JsonValue... arguments)
      throws NoValueException {
    if (lambda.variables() == arguments.length) return apply(call, lambda, List.of(arguments));
    var all = new ArrayList<>(List.of(arguments));
    all.add(call.of(index));
    return apply(call, lambda, all);
  }

  private static JsonValue apply(Call call, Lambda lambda, List<JsonValue> arguments)
      throws NoValueException {
    call.budget().steps(STEPS);
    try {
      return lambda.apply(arguments);
    } catch (UnknownException e) {
      return e.value();
    }
  }

  private static boolean flag(Call call, JsonValue result) throws NoValueException {
    if (call.known(result) instanceof JsonBoolean bool) return bool.value();
    throw call.wrong("its lambda gives " + result.kind() + ", not a boolean");
  }
}
