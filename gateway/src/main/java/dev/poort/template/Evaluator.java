package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
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
  static final int MAX_DEPTH = 120;

  /** What the value of an expression costs that is kept, with its position and its trail. */
  private static final int KEPT = 6;

  private final Map<String, Parsed> parsed = new HashMap<>();
  private final Budget budget;
  private final Report report;
  private final Calls calls;
  private final Accesses accesses;
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
    accesses = new Accesses(this, budget);
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
    if (++depth > MAX_DEPTH) throw spent("the template nests too deeply", "Take it apart");
  }

  /** Ends the evaluation, as something is too much. */
  SpentException spent(String what, String mend) {
    return budget.spent(what, mend);
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
    Position position =
        raw.position().by(new ExpressionTrail(raw.text(), expression, frame, this, true));
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
    return output == null ? accesses.value(access, frame, position) : output;
  }
}
