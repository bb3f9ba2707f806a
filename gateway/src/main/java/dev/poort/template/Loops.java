package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copy loops. Source: "Resource iteration", "Property iteration", "Variable iteration" and "Output
 * iteration in ARM templates".
 *
 * @param evaluator evaluates what is copied
 */
record Loops(Evaluator evaluator, Report report) {
  /** ARM makes no more of a copy. */
  static final int MAX_COUNT = 800;

  /** Whether a member of an object holds loops, each of which makes a property. */
  static boolean isLoops(JsonMember member) {
    return member.name().equalsIgnoreCase("copy")
        && member.value() instanceof JsonArray array
        && array.elements().stream().allMatch(Loops::isLoop);
  }

  private static boolean isLoop(JsonValue value) {
    return value instanceof JsonObject loop
        && (loop.get("count") != null || loop.get("input") != null);
  }

  /** The properties that loops make. */
  List<JsonMember> properties(JsonArray loops, Frame frame) {
    var made = new ArrayList<JsonMember>();
    for (JsonValue element : loops.elements()) {
      JsonObject loop = (JsonObject) element;
      if (!(loop.get("name") instanceof JsonString name)) {
        report.error("a copy has no name", loop.place(), "Give it that of the property it makes");
        continue;
      }
      JsonMember at = loop.member("name");
      JsonValue value = array(loop, name.text(), frame);
      made.add(new JsonMember(name.text(), value, at == null ? loop.position() : at.position()));
    }
    return made;
  }

  /** The array that a loop of a property or a variable makes; unknown where its count is. */
  JsonValue array(JsonObject loop, String name, Frame frame) {
    return array(loop, name, true, frame);
  }

  /** The array that the loop of an output makes; unknown where its count is. */
  JsonValue output(JsonObject loop, String name, Frame frame) {
    return array(loop, name, false, frame);
  }

  private JsonValue array(JsonObject loop, String name, boolean named, Frame frame) {
    JsonValue input = loop.get("input");
    if (input == null) {
      report.error("the copy " + name + " has no input", loop.place(), "Give it what is copied");
      return new JsonUnknown(Reasons.REPORTED, loop.position());
    }
    JsonValue count = count(loop, name, frame);
    if (!(count instanceof JsonNumber number)) return count;
    int rounds = Integer.parseInt(number.text());
    var elements = new ArrayList<JsonValue>(rounds);
    for (int i = 0; i < rounds; i++) {
      Locals round = new Locals.Loop(name, i, named, frame.locals());
      elements.add(evaluator.value(input, frame.with(round)));
    }
    return new JsonArray(elements, loop.position());
  }

  /** How often a loop goes round: a number from 0 to 800, else unknown. */
  JsonValue count(JsonObject loop, String name, Frame frame) {
    JsonValue raw = loop.get("count");
    JsonValue count = raw == null ? null : evaluator.value(raw, frame);
    if (count instanceof JsonUnknown) return count;
    Integer number = count == null ? null : number(count);
    if (number != null) return new JsonNumber(number.toString(), loop.position());
    JsonValue where = count == null ? loop : count;
    String what = count == null ? " has no count" : " has the count " + Texts.shown(count);
    report.error(
        "the copy " + Texts.shorten(name) + what,
        where.place(),
        "Write a number from 0 to " + MAX_COUNT);
    return new JsonUnknown(Reasons.REPORTED, loop.position());
  }

  private static @Nullable Integer number(JsonValue count) {
    try {
      int number =
          switch (count) {
            case JsonNumber digits -> Integer.parseInt(digits.text());
            case JsonString digits -> Integer.parseInt(digits.text());
            default -> -1;
          };
      return number >= 0 && number <= MAX_COUNT ? number : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
