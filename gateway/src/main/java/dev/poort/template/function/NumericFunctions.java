package dev.poort.template.function;

import static dev.poort.template.function.TemplateFunction.ANY;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions for whole numbers of 64 bits. Source: "Numeric functions for ARM templates", "Array
 * functions for ARM templates" for {@code range}.
 */
final class NumericFunctions {
  /** As in ARM. */
  private static final int LONGEST_RANGE = 10_000;

  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("add", 2, 2, call -> pair(call, Math::addExact)),
          new TemplateFunction("div", 2, 2, call -> pair(call, NumericFunctions::quotient)),
          new TemplateFunction("float", 1, 1, NumericFunctions::toFloat),
          new TemplateFunction("int", 1, 1, NumericFunctions::toInt),
          new TemplateFunction("max", 1, ANY, call -> pick(call, Math::max)),
          new TemplateFunction("min", 1, ANY, call -> pick(call, Math::min)),
          new TemplateFunction("mod", 2, 2, call -> pair(call, NumericFunctions::rest)),
          new TemplateFunction("mul", 2, 2, call -> pair(call, Math::multiplyExact)),
          new TemplateFunction("range", 2, 2, NumericFunctions::range),
          new TemplateFunction("sub", 2, 2, call -> pair(call, Math::subtractExact)));

  private NumericFunctions() {}

  /** What becomes of two numbers; an {@link ArithmeticException} when they give none. */
  private interface Operation {
    long of(long left, long right);
  }

  private static JsonValue pair(Call call, Operation operation) throws NoValueException {
    long left = call.whole(0);
    long right = call.whole(1);
    try {
      return call.of(operation.of(left, right));
    } catch (ArithmeticException e) {
      String numbers = left + " and " + right;
      throw call.wrong("it cannot be had of " + numbers + ": " + e.getMessage());
    }
  }

  private static long quotient(long left, long right) {
    if (right == 0) throw new ArithmeticException("nothing is divided by zero");
    return Math.divideExact(left, right);
  }

  private static long rest(long left, long right) {
    if (right == 0) throw new ArithmeticException("nothing is divided by zero");
    return left % right;
  }

  /** The largest or smallest of the numbers of one array, or of all arguments. */
  private static JsonValue pick(Call call, Operation choice) throws NoValueException {
    boolean list = call.count() == 1 && call.value(0) instanceof JsonArray;
    List<JsonValue> numbers = list ? call.array(0).elements() : call.raw();
    if (numbers.isEmpty()) throw call.wrong("its array is empty");
    call.budget().steps(numbers.size());
    long picked = whole(call, numbers.getFirst());
    for (JsonValue number : numbers) picked = choice.of(picked, whole(call, number));
    return call.of(picked);
  }

  private static long whole(Call call, JsonValue value) throws NoValueException {
    try {
      if (call.known(value) instanceof JsonNumber number) return Long.parseLong(number.text());
    } catch (NumberFormatException _) {
      // reported below like any other that is no whole number
    }
    throw call.wrong("one of its numbers is " + value.kind() + " that is not whole");
  }

  private static JsonValue range(Call call) throws NoValueException {
    long start = call.whole(0);
    long count = call.whole(1);
    if (count < 0 || count > LONGEST_RANGE) {
      throw call.wrong("its count is " + count, "It may be from 0 to " + LONGEST_RANGE);
    }
    if (start < Integer.MIN_VALUE || start > Integer.MAX_VALUE - count) {
      throw call.wrong("it goes out of what 32 bits hold");
    }
    var numbers = new ArrayList<JsonValue>((int) count);
    for (long number = start; number < start + count; number++) numbers.add(call.of(number));
    return call.of(numbers);
  }

  private static JsonValue toInt(Call call) throws NoValueException {
    if (!(call.value(0) instanceof JsonString string)) return call.of(call.whole(0));
    try {
      return call.of(Long.parseLong(string.text().strip()));
    } catch (NumberFormatException _) {
      throw call.wrong("its string is no whole number of 64 bits");
    }
  }

  /** A number of JSON with a point, so that it is told from an integer. */
  private static JsonValue toFloat(Call call) throws NoValueException {
    String digits =
        switch (call.value(0)) {
          case JsonString string -> string.text().strip();
          case JsonNumber number -> number.text();
          default -> throw call.misfit(0, "a string or a number");
        };
    try {
      double number = Double.parseDouble(digits);
      if (isDecimal(digits) && Double.isFinite(number)) {
        return new JsonNumber(Double.toString(number), call.position());
      }
    } catch (NumberFormatException _) {
      // reported below like what Java alone takes for a number
    }
    throw call.wrong("its argument is no floating point number");
  }

  /** Java also reads {@code 1d}, {@code 0x1p3} and {@code NaN}. */
  private static boolean isDecimal(String digits) {
    return digits.length() < 1000
        && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }
}
