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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values in the order in which they were added, each once. One of which it cannot be told whether
 * it is there already is added.
 */
final class Distinct {
  /** Deeper parts of a value do not count for its hash. */
  private static final int HASHED_LEVELS = 3;

  /** What it costs to add a value. */
  private static final int STEPS = 4;

  private final Budget budget;
  private final List<JsonValue> values = new ArrayList<>();
  private final Map<Integer, Entry> byHash = new HashMap<>();

  /** A value, and those before it of the same hash. */
  private record Entry(JsonValue value, @Nullable Entry next) {}

  Distinct(Budget budget) {
    this.budget = budget;
  }

  /** The values. */
  List<JsonValue> values() {
    return values;
  }

  /** Adds those that are not there yet. */
  void addAll(List<JsonValue> others) throws NoValueException {
    for (JsonValue other : others) add(other);
  }

  private void add(JsonValue value) throws NoValueException {
    budget.steps(STEPS);
    int hash = hash(value, 0);
    Entry alike = byHash.get(hash);
    for (Entry entry = alike; entry != null; entry = entry.next) {
      if (Equality.certain(entry.value, value, budget)) return;
    }
    byHash.put(hash, new Entry(value, alike));
    values.add(value);
  }

  /** The same for values that are certainly equal. */
  private int hash(JsonValue value, int level) throws NoValueException {
    budget.steps(1);
    if (level == HASHED_LEVELS) return 0;
    return switch (value) {
      case JsonString string -> string.text().hashCode();
      case JsonNumber number -> Order.hash(number);
      case JsonBoolean bool -> Boolean.hashCode(bool.value());
      case JsonArray array -> {
        int hash = 1;
        for (JsonValue element : array.elements()) hash = 31 * hash + hash(element, level + 1);
        yield hash;
      }
      case JsonObject object -> {
        int hash = 2;
        for (JsonMember member : object.members()) {
          hash += member.name().hashCode() ^ 31 * hash(member.value(), level + 1);
        }
        yield hash;
      }
      case JsonNull _, JsonUnknown _ -> 0;
    };
  }
}
