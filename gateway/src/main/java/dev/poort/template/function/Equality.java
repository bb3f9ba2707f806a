package dev.poort.template.function;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether values are the same: strings and names in their exact letter case, numbers by value,
 * arrays and objects by what is in them. What is known of two values often shows that they differ;
 * only when it does not, an unknown part matters.
 */
final class Equality {
  /** Comparing so many characters costs about as much as a step. */
  private static final int CHARACTERS_A_STEP = 1000;

  private final Budget budget;
  private @Nullable JsonUnknown unknown;

  private Equality(Budget budget) {
    this.budget = budget;
  }

  /** Whether two values are the same. */
  static boolean of(JsonValue one, JsonValue other, Budget budget) throws NoValueException {
    var equality = new Equality(budget);
    boolean same = equality.mayBeSame(one, other, 0);
    if (same && equality.unknown != null) throw new UnknownException(equality.unknown);
    return same;
  }

  /** Whether two values are the same and known to be so. */
  static boolean certain(JsonValue one, JsonValue other, Budget budget) throws NoValueException {
    var equality = new Equality(budget);
    return equality.mayBeSame(one, other, 0) && equality.unknown == null;
  }

  /** Whether a value is among others. */
  static boolean among(List<JsonValue> others, JsonValue value, Budget budget)
      throws NoValueException {
    UnknownException undecided = null;
    for (JsonValue other : others) {
      try {
        if (of(other, value, budget)) return true;
      } catch (UnknownException e) {
        undecided = e;
      }
    }
    if (undecided != null) throw undecided;
    return false;
  }

  private boolean mayBeSame(JsonValue one, JsonValue other, int depth) throws NoValueException {
    budget.steps(1);
    budget.depth(depth);
    if (other instanceof JsonUnknown it) {
      unknown = it;
      return true;
    }
    return switch (one) {
      case JsonObject object -> other instanceof JsonObject it && mayBeSame(object, it, depth);
      case JsonArray array -> other instanceof JsonArray it && mayBeSame(array, it, depth);
      case JsonString string -> other instanceof JsonString it && same(string.text(), it.text());
      case JsonNumber number -> other instanceof JsonNumber it && Order.of(number, it) == 0;
      case JsonBoolean bool -> other instanceof JsonBoolean it && bool.value() == it.value();
      case JsonNull _ -> other instanceof JsonNull;
      case JsonUnknown it -> {
        unknown = it;
        yield true;
      }
    };
  }

  private boolean mayBeSame(JsonObject one, JsonObject other, int depth) throws NoValueException {
    if (!mayHaveNames(one, other) || !mayHaveNames(other, one)) return false;
    for (JsonMember member : one.members()) {
      JsonValue match = other.get(member.name());
      if (match != null && !mayBeSame(member.value(), match, depth + 1)) return false;
    }
    return true;
  }

  /** Whether an object may have all members that another has. */
  private boolean mayHaveNames(JsonObject object, JsonObject other) throws FunctionException {
    if (object.rest() != null) unknown = new JsonUnknown(object.rest(), object.position());
    else if (object.members().size() < other.members().size()) return false;
    budget.steps(other.members().size());
    for (JsonMember member : other.members()) {
      JsonMember match = object.member(member.name());
      if (match == null ? object.rest() == null : !match.name().equals(member.name())) return false;
    }
    return true;
  }

  private boolean mayBeSame(JsonArray one, JsonArray other, int depth) throws NoValueException {
    int size = one.elements().size();
    if (size != other.elements().size()) return false;
    for (int i = 0; i < size; i++) {
      if (!mayBeSame(one.elements().get(i), other.elements().get(i), depth + 1)) return false;
    }
    return true;
  }

  private boolean same(String one, String other) throws FunctionException {
    if (one.length() != other.length()) return false;
    budget.steps(one.length() / CHARACTERS_A_STEP);
    return one.equals(other);
  }
}
