package dev.poort.template;

import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.function.Call;
import dev.poort.template.function.NoValueException;

/**
 * A function that asks the template or what is around it.
 *
 * @param name as ARM writes it; called in any letter case
 * @param least how many arguments it takes at least
 * @param most how many it takes at most
 * @param body what it does
 */
record ContextFunction(String name, int least, int most, Body body) {
  /** What a function does. */
  interface Body {
    JsonValue apply(Call call, Frame frame, Position position) throws NoValueException;
  }
}
