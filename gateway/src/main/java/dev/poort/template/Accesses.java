package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.Budget;
import dev.poort.template.function.FunctionException;
import dev.poort.template.function.NoValueException;
import dev.poort.template.function.UnknownException;
import java.util.List;

/** Finds members of objects and elements of arrays. */
record Accesses(Evaluator evaluator, Budget budget) {
  /** Names that are compared for a mend. */
  private static final int MAX_KNOWN = 200;

  /** What an access leads to. */
  JsonValue value(Expression.Access access, Frame frame, Position position)
      throws NoValueException {
    JsonValue target = target(access, frame, position);
    JsonValue key = key(access, frame, position);
    budget.look(key);
    JsonValue found =
        switch (target) {
          case JsonObject object when key instanceof JsonString name ->
              member(object, name.text(), access, position);
          case JsonArray array when key instanceof JsonNumber index ->
              element(array, index.text(), access, position);
          case JsonNull _ when access.safe() -> new JsonNull(position);
          default -> throw noSuch(target, key).at(access.key().offset());
        };
    if (found instanceof JsonUnknown unknown) throw new UnknownException(unknown);
    return found;
  }

  private JsonValue target(Expression.Access access, Frame frame, Position position)
      throws NoValueException {
    try {
      JsonValue target = evaluator.expression(access.target(), frame, position);
      if (!(target instanceof JsonUnknown unknown)) return target;
      throw new UnknownException(unknown);
    } catch (UnknownException e) {
      throw Sketches.member(e.value(), access.key());
    }
  }

  private JsonValue key(Expression.Access access, Frame frame, Position position)
      throws NoValueException {
    try {
      JsonValue key = evaluator.expression(access.key(), frame, position);
      if (!(key instanceof JsonUnknown unknown)) return key;
      throw new UnknownException(unknown);
    } catch (UnknownException e) {
      throw Sketches.with(e.value(), null);
    }
  }

  private static FunctionException noSuch(JsonValue target, JsonValue key) {
    String what = "there is no " + Texts.shown(key) + " in " + target.kind();
    return new FunctionException(what, "Names lead into objects, numbers into arrays");
  }

  private static JsonValue member(
      JsonObject object, String name, Expression.Access access, Position position)
      throws NoValueException {
    JsonValue value = object.open(name);
    if (value != null) return value;
    JsonUnknown.Reason rest = object.rest();
    if (rest != null) {
      throw new UnknownException(new JsonUnknown(Reasons.member(rest, name), position));
    }
    if (access.safe()) return new JsonNull(position);
    List<String> names = object.members().stream().limit(MAX_KNOWN).map(JsonMember::name).toList();
    String what = "the object has no member " + Texts.shorten(name);
    throw new FunctionException(what, Nearest.mend(name, names)).at(access.key().offset());
  }

  private static JsonValue element(
      JsonArray array, String index, Expression.Access access, Position position)
      throws NoValueException {
    int size = array.elements().size();
    try {
      int at = Integer.parseInt(index);
      if (at >= 0 && at < size) return array.elements().get(at);
    } catch (NumberFormatException _) {
      // reported below like any other that leads out of the array
    }
    if (access.safe()) return new JsonNull(position);
    String what = "there is no element " + index + " in an array of " + size;
    throw new FunctionException(what, size == 0 ? "" : "They go from 0 to " + (size - 1))
        .at(access.key().offset());
  }
}
