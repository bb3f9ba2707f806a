package dev.poort.template.function;

import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts by an order that may fail and that need not be one: the JDK's sorting throws when an order
 * contradicts itself. Elements of which none comes before the other stay as they were.
 */
final class MergeSort {
  private final Before before;

  /** Whether the first of two elements comes before the second. */
  interface Before {
    boolean test(JsonValue one, JsonValue other) throws NoValueException;
  }

  MergeSort(Before before) {
    this.before = before;
  }

  List<JsonValue> sorted(List<JsonValue> elements) throws NoValueException {
    int size = elements.size();
    if (size < 2) return elements;
    List<JsonValue> left = sorted(elements.subList(0, size / 2));
    List<JsonValue> right = sorted(elements.subList(size / 2, size));
    var merged = new ArrayList<JsonValue>(size);
    int taken = 0;
    for (JsonValue element : left) {
      while (taken < right.size() && before.test(right.get(taken), element)) {
        merged.add(right.get(taken++));
      }
      merged.add(element);
    }
    merged.addAll(right.subList(taken, right.size()));
    return merged;
  }
}
