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
import dev.poort.template.expression.ExpressionParser;
import dev.poort.template.expression.SyntaxException;
import dev.poort.template.function.Budget;
import dev.poort.template.function.FunctionException;
import dev.poort.template.function.NoValueException;
import dev.poort.template.function.SpentException;
import dev.poort.template.function.UnknownException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out the values of a template: JSON whose strings may be expressions. What is wrong goes to
 * the report, and an unknown value takes its place, so that all is found at once. One thread.
 */
final class Evaluator {
  /**
   * Calls, arrays, objects and variables within one another. So many take less than half of the
   * stack that the JVM gives a thread, be their code interpreted or compiled.
   */
  static final int MAX_DEPTH = 150;

  /** What the value of an expression costs that is kept, with its position and its trail. */
  private static final int KEPT = 6;

  private final Map<String, Parsed> parsed = new HashMap<>();
  private final Budget budget;
  private final Report report;
  private final Calls calls;
  private int depth;

  /** What a text turned out to be: one of both is null. */
  private record Parsed(@Nullable Expression expression, @Nullable SyntaxException error) {}

  /**
   * @param now what {@code utcNow} gives
   */
  Evaluator(Report report, Budget budget, Instant now) {
    this.report = report;
    this.budget = budget;
    calls = new Calls(this, budget, now);
  }

  /** A value of the template with its expressions evaluated. */
  JsonValue value(JsonValue raw, Frame frame) {
    Frame outer = frame.outer();
    if (outer == null) return once(raw, frame);
    // ARM gives the outcome of the outer scope to the nested deployment, which evaluates it again.
    return once(value(raw, outer), new Frame(frame.environment(), frame.locals()));
  }

  private JsonValue once(JsonValue raw, Frame frame) {
    try {
      budget.steps(1);
      return switch (raw) {
        case JsonString string -> string(string, frame);
        case JsonArray array -> array(array, frame);
        case JsonObject object -> object(object, frame);
        default -> raw;
      };
    } catch (SpentException e) {
      throw e.place() == null ? e.at(raw.place()) : e;
    }
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw budget.spent("the template nests too deeply", "Take it apart");
    }
  }

  private JsonValue string(JsonString raw, Frame frame) {
    String text = raw.text();
    if (ExpressionParser.isExpression(text)) return expression(raw, frame);
    if (ExpressionParser.isEscaped(text)) return new JsonString(text.substring(1), raw.position());
    return raw;
  }

  private JsonValue expression(JsonString raw, Frame frame) {
    Parsed found = parsed.computeIfAbsent(raw.text(), Evaluator::parse);
    if (found.error != null) {
      Position where = raw.position().within(found.error.offset());
      return wrong(String.valueOf(found.error.getMessage()), where, found.error.mend());
    }
    Expression expression = found.expression;
    if (expression == null) return raw;
    Position position = raw.position().by(new ExpressionTrail(raw.text(), expression, frame, this));
    try {
      budget.steps(KEPT);
      return expression(expression, frame, position).at(position);
    } catch (NoValueException none) {
      return switch (none) {
        case UnknownException e -> e.value().at(position);
        case FunctionException e ->
            wrong(e.what(), position.within(Math.max(0, e.offset())), e.mend());
      };
    } catch (SpentException e) {
      throw e.place() == null ? e.at(position.place()) : e;
    }
  }

  private JsonUnknown wrong(String what, Position where, String mend) {
    report.error(what, where.place(), mend);
    return new JsonUnknown(Reasons.REPORTED, where);
  }

  private static Parsed parse(String text) {
    try {
      return new Parsed(ExpressionParser.parse(text), null);
    } catch (SyntaxException e) {
      return new Parsed(null, e);
    }
  }

  /** The expression that a string stands for; null when it is none or a wrong one. */
  @Nullable Expression parsed(JsonString raw) {
    if (!ExpressionParser.isExpression(raw.text())) return null;
    return parsed.computeIfAbsent(raw.text(), Evaluator::parse).expression;
  }

  @SuppressWarnings("ReferenceEquality") // What did not change stays the same object.
  private JsonValue array(JsonArray raw, Frame frame) {
    enter();
    var elements = new ArrayList<JsonValue>(raw.elements().size());
    boolean changed = false;
    for (JsonValue element : raw.elements()) {
      JsonValue value = once(element, frame);
      changed |= value != element;
      elements.add(value);
    }
    depth--;
    return changed ? new JsonArray(elements, raw.position()) : raw;
  }

  @SuppressWarnings("ReferenceEquality") // What did not change stays the same object.
  private JsonValue object(JsonObject raw, Frame frame) {
    enter();
    var members = new JsonObject.Builder();
    JsonUnknown.Reason rest = null;
    boolean changed = false;
    for (JsonMember member : raw.members()) {
      if (Loops.isLoops(member)) {
        new Loops(this, report).properties((JsonArray) member.value(), frame).forEach(members::put);
        changed = true;
        continue;
      }
      JsonValue name = name(member, frame);
      JsonValue value = once(member.value(), frame);
      changed |= value != member.value();
      if (name instanceof JsonString text) {
        changed |= !text.text().equals(member.name());
        members.put(new JsonMember(text.text(), value, member.position()));
      } else if (name instanceof JsonUnknown unknown) {
        rest = unknown.reason();
      }
    }
    depth--;
    if (rest != null) return members.build(raw.position()).withRest(rest);
    return changed ? members.build(raw.position()) : raw;
  }

  /** A member's name, which may be an expression too. */
  private JsonValue name(JsonMember member, Frame frame) {
    JsonValue name = string(new JsonString(member.name(), member.position()), frame);
    if (name instanceof JsonString || name instanceof JsonUnknown) return name;
    return wrong("the name of a member is " + name.kind(), name.position(), "Write a string");
  }

  /** The value of an expression, which stands at a position. */
  JsonValue expression(Expression expression, Frame frame, Position position)
      throws NoValueException {
    enter();
    try {
      budget.steps(1);
      JsonValue value =
          switch (expression) {
            case Expression.Text(String text, _, _) -> new JsonString(text, position);
            case Expression.Whole(long number, _, _) ->
                new JsonNumber(Long.toString(number), position);
            case Expression.Call call -> calls.call(call, frame, position);
            case Expression.Access access -> access(access, frame, position);
          };
      budget.judge(value);
      return value;
    } catch (FunctionException e) {
      throw e.at(expression.offset());
    } finally {
      depth--;
    }
  }

  private JsonValue access(Expression.Access access, Frame frame, Position position)
      throws NoValueException {
    JsonValue output = calls.outputOfDeployment(access, frame, position);
    if (output != null) return output;
    JsonValue target = target(access, frame, position);
    JsonValue key = key(access, frame, position);
    budget.look(key);
    JsonValue found =
        switch (target) {
          case JsonObject object when key instanceof JsonString name ->
              member(object, name.text(), access, position);
          case JsonArray array when key instanceof JsonNumber index ->
              element(array, index.text(), access, position);
          default -> throw noSuch(target, key).at(access.key().offset());
        };
    if (found instanceof JsonUnknown unknown) throw new UnknownException(unknown);
    return found;
  }

  private JsonValue target(Expression.Access access, Frame frame, Position position)
      throws NoValueException {
    try {
      JsonValue target = expression(access.target(), frame, position);
      if (!(target instanceof JsonUnknown unknown)) return target;
      throw new UnknownException(unknown);
    } catch (UnknownException e) {
      throw Sketches.member(e.value(), access.key());
    }
  }

  private JsonValue key(Expression.Access access, Frame frame, Position position)
      throws NoValueException {
    try {
      JsonValue key = expression(access.key(), frame, position);
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
    List<String> names = object.members().stream().map(JsonMember::name).toList();
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
