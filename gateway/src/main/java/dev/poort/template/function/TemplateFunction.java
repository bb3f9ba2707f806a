package dev.poort.template.function;

import dev.poort.json.JsonValue;

/**
 * A function of the language.
 *
 * @param name as ARM writes it; called in any letter case
 * @param least how many arguments it takes at least
 * @param most how many it takes at most
 * @param body what it does
 */
public record TemplateFunction(String name, int least, int most, Body body) {
  /** As many arguments as one likes. */
  public static final int ANY = Integer.MAX_VALUE;

  /** What a function does. */
  public interface Body {
    /** The result; its position is the call's. */
    JsonValue apply(Call call) throws NoValueException;
  }
}
