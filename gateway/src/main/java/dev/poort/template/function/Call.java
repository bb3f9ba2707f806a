package dev.poort.template.function;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function: its arguments, turned into what the function wants, and the makers of its
 * result. An argument that cannot be told, or a value within one, ends the call when the function
 * looks at it; a function that only passes values on takes them {@link #raw}.
 */
public final class Call {
  /** What an element or a member costs that is kept. */
  private static final int KEPT = 6;

  private final String function;
  private final List<JsonValue> arguments;
  private final List<@Nullable Lambda> lambdas;
  private final Position position;
  private final Instant now;
  private final Budget budget;

  /**
   * @param function its name, for messages
   * @param arguments values; anything in the place of a lambda
   * @param lambdas null where the argument is a value
   * @param position where the result stands
   * @param now the time at which the template is evaluated
   * @param budget what the result is counted against
   */
  public Call(
      String function,
      List<JsonValue> arguments,
      List<@Nullable Lambda> lambdas,
      Position position,
      Instant now,
      Budget budget) {
    this.function = function;
    this.arguments = arguments;
    this.lambdas = lambdas;
    this.position = position;
    this.now = now;
    this.budget = budget;
  }

  /** The same call with other values as its arguments. */
  public Call with(List<JsonValue> arguments) {
    return new Call(function, arguments, lambdas, position, now, budget);
  }

  /** How many arguments there are. */
  public int count() {
    return arguments.size();
  }

  /** The time at which the template is evaluated, the same for all calls. */
  public Instant now() {
    return now;
  }

  /** Where the result stands. */
  public Position position() {
    return position;
  }

  /** Counts work that is not seen in the result. */
  public Budget budget() {
    return budget;
  }

  /** All arguments, those that cannot be told among them. */
  public List<JsonValue> raw() {
    return arguments;
  }

  /** An argument. */
  public JsonValue value(int index) throws NoValueException {
    return known(arguments.get(index));
  }

  /** An argument that is a string. */
  public String text(int index) throws NoValueException {
    if (value(index) instanceof JsonString string) return string.text();
    throw misfit(index, "a string");
  }

  /** An argument that is a whole number. */
  public long whole(int index) throws NoValueException {
    if (value(index) instanceof JsonNumber number) return whole(number);
    throw misfit(index, "a whole number");
  }

  /** An argument that is a whole number in the range of array indexes. */
  public int index(int index) throws NoValueException {
    long whole = whole(index);
    if (whole == (int) whole) return (int) whole;
    throw wrong("its " + ordinal(index) + " argument " + whole + " is too large");
  }

  /** An argument that is true or false. */
  public boolean flag(int index) throws NoValueException {
    if (value(index) instanceof JsonBoolean bool) return bool.value();
    throw misfit(index, "a boolean");
  }

  /** An argument that is an array. */
  public JsonArray array(int index) throws NoValueException {
    if (value(index) instanceof JsonArray array) return array;
    throw misfit(index, "an array");
  }

  /** An argument that is an object. */
  public JsonObject object(int index) throws NoValueException {
    if (value(index) instanceof JsonObject object) return object;
    throw misfit(index, "an object");
  }

  /** An argument that is a lambda of so many variables. */
  public Lambda lambda(int index, int least, int most) throws NoValueException {
    Lambda lambda = lambdas.get(index);
    if (lambda == null) throw misfit(index, "a lambda");
    int variables = lambda.variables();
    if (variables >= least && variables <= most) return lambda;
    String wanted = least == most ? "" + least : least + " or " + most;
    throw wrong("its lambda has " + variables + " variables, not " + wanted);
  }

  /** A value within an argument, if it can be told. */
  public JsonValue known(JsonValue value) throws UnknownException {
    if (value instanceof JsonUnknown unknown) throw new UnknownException(unknown);
    return value;
  }

  /** An object within an argument, of which no member is unknown to be there or not. */
  public JsonObject whole(JsonObject object) throws UnknownException {
    if (object.rest() == null) return object;
    throw new UnknownException(new JsonUnknown(object.rest(), position));
  }

  /** A string as the result. */
  public JsonString of(String text) throws NoValueException {
    budget.characters(text.length());
    return new JsonString(text, position);
  }

  /** A number as the result. */
  public JsonNumber of(long number) {
    return new JsonNumber(Long.toString(number), position);
  }

  /** A boolean as the result. */
  public JsonBoolean of(boolean flag) {
    return new JsonBoolean(flag, position);
  }

  /** An array as the result. */
  public JsonArray of(List<JsonValue> elements) throws NoValueException {
    budget.steps(1 + (long) KEPT * elements.size());
    return new JsonArray(elements, position);
  }

  /** An object as the result. */
  public JsonObject of(JsonObject.Builder members) throws NoValueException {
    JsonObject object = members.build(position);
    budget.steps(1 + (long) KEPT * object.members().size());
    return object;
  }

  /** A value from within an argument as the result; one that cannot be told stays so. */
  public JsonValue of(JsonValue value) {
    return value.at(position);
  }

  /** Null as the result. */
  public JsonNull none() {
    return new JsonNull(position);
  }

  /** The call is wrong: {@code function: what}. */
  public FunctionException wrong(String what) {
    return wrong(what, "");
  }

  /** The call is wrong, and how to mend it: one sentence without a full stop. */
  public FunctionException wrong(String what, String mend) {
    return new FunctionException(function + ": " + what, mend);
  }

  /** An argument is not what the function wants. */
  public FunctionException misfit(int index, String wanted) {
    String kind = lambdas.get(index) == null ? arguments.get(index).kind() : "a lambda";
    return wrong("its " + ordinal(index) + " argument is " + kind + ", not " + wanted);
  }

  /** What a sentence calls an argument: first, second ... */
  public static String ordinal(int index) {
    return switch (index) {
      case 0 -> "first";
      case 1 -> "second";
      case 2 -> "third";
      case 3 -> "fourth";
      default -> (index + 1) + "th";
    };
  }

  /** A number of the file as a whole one. */
  private long whole(JsonNumber number) throws FunctionException {
    try {
      return Long.parseLong(number.text());
    } catch (NumberFormatException _) {
      throw wrong(number.text() + " is no whole number of 64 bits");
    }
  }
}
