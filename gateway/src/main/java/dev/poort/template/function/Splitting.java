package dev.poort.template.function;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Takes a string apart where one of some delimiters stands, the first of those that fit. */
final class Splitting {
  private static final int MOST_PARTS = 1_000_000;

  private final Call call;
  private final String text;
  private final List<Needle> delimiters = new ArrayList<>();

  /** Where each delimiter stands next; the length of the text for nowhere. */
  private final int[] next;

  Splitting(Call call) throws NoValueException {
    this.call = call;
    text = call.text(0);
    switch (call.value(1)) {
      case JsonString delimiter -> add(delimiter.text());
      case JsonArray array -> {
        for (JsonValue element : array.elements()) {
          if (!(call.known(element) instanceof JsonString delimiter)) {
            throw call.wrong("a delimiter is " + element.kind() + ", not a string");
          }
          add(delimiter.text());
        }
      }
      default -> throw call.misfit(1, "a string or an array of strings");
    }
    next = new int[delimiters.size()];
    for (int i = 0; i < next.length; i++) find(i, 0);
  }

  /** An empty delimiter stands nowhere, as in .NET. */
  private void add(String delimiter) throws FunctionException {
    if (delimiter.isEmpty()) return;
    call.budget().characters(text.length());
    delimiters.add(new Needle(delimiter, false));
  }

  private void find(int delimiter, int from) {
    int found = delimiters.get(delimiter).in(text, from);
    next[delimiter] = found < 0 ? text.length() : found;
  }

  JsonValue parts() throws NoValueException {
    var parts = new ArrayList<JsonValue>();
    int from = 0;
    for (int first = first(from); first >= 0; first = first(from)) {
      parts.add(call.of(text.substring(from, next[first])));
      from = next[first] + delimiters.get(first).length();
      if (parts.size() == MOST_PARTS) throw call.wrong("it gives more than a million parts");
    }
    parts.add(call.of(text.substring(from)));
    return call.of(parts);
  }

  /** Which delimiter stands first at or behind a place; -1 for none. */
  private int first(int from) throws FunctionException {
    call.budget().steps(next.length);
    int first = -1;
    for (int i = 0; i < next.length; i++) {
      if (next[i] < from) find(i, from);
      if (next[i] < text.length() && (first < 0 || next[i] < next[first])) first = i;
    }
    return first;
  }
}
