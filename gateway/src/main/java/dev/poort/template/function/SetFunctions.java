package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions that make one array of several, or one object. Sources: "Array functions for ARM
 * templates", "Object functions for ARM templates".
 */
final class SetFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("distinct", 1, 1, SetFunctions::distinct),
          new TemplateFunction("intersection", 2, ANY, SetFunctions::intersection),
          new TemplateFunction("shallowMerge", 1, 1, SetFunctions::shallowMerge),
          new TemplateFunction("union", 2, ANY, SetFunctions::union));

  private SetFunctions() {}

  private static JsonValue distinct(Call call) throws NoValueException {
    var values = new Distinct(call.budget());
    values.addAll(call.array(0).elements());
    return call.of(values.values());
  }

  private static JsonValue union(Call call) throws NoValueException {
    if (areArrays(call)) {
      var values = new Distinct(call.budget());
      for (int i = 0; i < call.count(); i++) values.addAll(call.array(i).elements());
      return call.of(values.values());
    }
    JsonObject merged = call.object(0);
    for (int i = 1; i < call.count(); i++) merged = merge(merged, call.object(i), call, 0);
    return call.of(merged);
  }

  /** Two objects as one; of a name in both the later value counts, and objects are merged again. */
  private static JsonObject merge(JsonObject one, JsonObject other, Call call, int depth)
      throws NoValueException {
    call.budget().steps(one.members().size() + other.members().size());
    call.budget().depth(depth);
    var merged = new JsonObject.Builder();
    for (JsonMember member : call.whole(one).members()) merged.put(member);
    for (JsonMember member : call.whole(other).members()) {
      JsonMember earlier = one.member(member.name());
      if (earlier == null) {
        merged.put(member);
      } else {
        JsonValue value = merge(earlier.value(), member.value(), call, depth);
        merged.put(new JsonMember(earlier.name(), value, member.position()));
      }
    }
    return merged.build(other.position());
  }

  /** Two values of one name as one, unknown when it cannot be told what they are merged to. */
  private static JsonValue merge(JsonValue one, JsonValue other, Call call, int depth)
      throws NoValueException {
    if (!(other instanceof JsonObject object)) return other;
    if (one instanceof JsonUnknown) return one;
    if (!(one instanceof JsonObject earlier)) return other;
    try {
      return merge(earlier, object, call, depth + 1);
    } catch (UnknownException e) {
      return e.value();
    }
  }

  private static JsonValue shallowMerge(Call call) throws NoValueException {
    var merged = new JsonObject.Builder();
    for (JsonValue part : call.array(0).elements()) {
      if (!(call.known(part) instanceof JsonObject object)) {
        throw call.wrong("an element of its array is " + part.kind() + ", not an object");
      }
      call.budget().steps(1 + object.members().size());
      for (JsonMember member : call.whole(object).members()) merged.put(member);
    }
    return call.of(merged);
  }

  private static JsonValue intersection(Call call) throws NoValueException {
    if (!areArrays(call)) return commonMembers(call);
    var candidates = new Distinct(call.budget());
    candidates.addAll(call.array(0).elements());
    var common = new ArrayList<JsonValue>();
    for (JsonValue candidate : candidates.values()) {
      if (isInAllArrays(candidate, call)) common.add(candidate);
    }
    return call.of(common);
  }

  private static boolean isInAllArrays(JsonValue value, Call call) throws NoValueException {
    for (int i = 1; i < call.count(); i++) {
      if (!Equality.among(call.array(i).elements(), value, call.budget())) return false;
    }
    return true;
  }

  private static JsonValue commonMembers(Call call) throws NoValueException {
    var common = new JsonObject.Builder();
    for (JsonMember member : call.object(0).members()) {
      if (isInAllObjects(member, call)) common.put(member);
    }
    return call.of(common);
  }

  private static boolean isInAllObjects(JsonMember member, Call call) throws NoValueException {
    for (int i = 1; i < call.count(); i++) {
      JsonValue other = call.object(i).get(member.name());
      if (other == null || !Equality.of(member.value(), other, call.budget())) return false;
    }
    return true;
  }

  /** Whether all arguments are arrays; else all are objects, and no member of them is missing. */
  private static boolean areArrays(Call call) throws NoValueException {
    boolean arrays = call.value(0) instanceof JsonArray;
    if (!arrays && !(call.value(0) instanceof JsonObject)) {
      throw call.misfit(0, "an array or an object");
    }
    for (int i = 0; i < call.count(); i++) {
      if (arrays) call.array(i);
      else call.whole(call.object(i));
    }
    return arrays;
  }
}
