package dev.poort.template.function;

import dev.poort.json.JsonNumber;
import dev.poort.json.JsonValue;

/**
 * Fills the places <code>{index,alignment:format}</code> of a format string, which is a call's
 * first argument, with its other arguments. Source: "Composite formatting" of .NET.
 */
final class CompositeFormat {
  /** .NET refuses larger indexes and alignments. */
  private static final int LIMIT = 1_000_000;

  private final Call call;
  private final String format;
  private final BoundedText text;
  private int at;

  CompositeFormat(Call call) throws NoValueException {
    this.call = call;
    format = call.text(0);
    text = new BoundedText(call.budget());
  }

  String text() throws NoValueException {
    while (at < format.length()) {
      char c = format.charAt(at++);
      if (c != '{' && c != '}') {
        text.append(c);
      } else if (peek() == c) {
        text.append(c);
        at++;
      } else if (c == '{') {
        place();
      } else {
        throw wrong(at, "a } that closes nothing", "Write }} for one that stands for itself");
      }
    }
    return text.toString();
  }

  private void place() throws NoValueException {
    int start = at;
    if (!isDigit(peek())) {
      throw wrong(start, "a { without an index behind it", "Write {{ for one that means itself");
    }
    int index = number();
    skipBlanks();
    int width = peek() == ',' ? alignment() : 0;
    String spec = peek() == ':' ? spec() : "";
    if (peek() != '}') throw wrong(start, "a { that is not closed", "Write } behind the index");
    at++;
    if (index + 1 >= call.count()) {
      int values = call.count() - 1;
      throw wrong(start, "{" + index + "} but only " + values + " values", "Count them from 0");
    }
    aligned(shown(call.value(index + 1), spec), width);
  }

  private int alignment() throws FunctionException {
    at++;
    skipBlanks();
    boolean left = peek() == '-';
    if (left) at++;
    if (!isDigit(peek())) throw wrong(at + 1, "no width behind a comma", "Write a whole number");
    int width = number();
    skipBlanks();
    return left ? -width : width;
  }

  private String spec() {
    int start = ++at;
    while (at < format.length() && format.charAt(at) != '}' && format.charAt(at) != '{') at++;
    return format.substring(start, at);
  }

  private int number() throws FunctionException {
    int start = at;
    int number = 0;
    for (; isDigit(peek()); at++) {
      number = number * 10 + (peek() - '0');
      if (number >= LIMIT) throw wrong(start + 1, "a number that is too large", "Write less");
    }
    return number;
  }

  private String shown(JsonValue value, String spec) throws NoValueException {
    if (spec.isEmpty() || !(value instanceof JsonNumber number)) {
      return PlainText.of(call, value, '\'');
    }
    return NumberFormat.of(call, NumberValue.of(call, number), spec);
  }

  /** Blanks go to the left of a value; to its right when the width is below zero. */
  private void aligned(String value, int width) throws FunctionException {
    int blanks = Math.abs(width) - value.length();
    if (width > 0) text.repeat(' ', blanks);
    text.append(value);
    if (width < 0) text.repeat(' ', blanks);
  }

  private void skipBlanks() {
    while (peek() == ' ') at++;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private char peek() {
    return at < format.length() ? format.charAt(at) : '\0';
  }

  /**
   * @param character where in the format string, from 1
   */
  private FunctionException wrong(int character, String what, String mend) {
    return call.wrong("its format string has " + what + " at character " + character, mend);
  }
}
