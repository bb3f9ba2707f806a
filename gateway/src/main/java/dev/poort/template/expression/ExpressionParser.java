package dev.poort.template.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a template expression: {@code [} expression {@code ]}, where an expression is a call, a
 * string in single quotes or a whole number, followed by any number of {@code .name}, {@code
 * [key]}, {@code .?name} and {@code [?key]}.
 */
public final class ExpressionParser {
  /** A deeper expression is refused: one with more calls, members and elements of each other. */
  public static final int MAX_DEPTH = 100;

  /** A longer expression is refused, as in ARM. */
  public static final int MAX_LENGTH = 24_576;

  private static final String OTHER_QUOTES = "\"`\u2018\u2019\u201C\u201D";

  private final String text;
  private int at = 1;

  /** How many expressions are around the one that is being read. */
  private int depth;

  /** How many are within one another in the one that was read last, itself included. */
  private int height;

  private ExpressionParser(String text) {
    this.text = text;
  }

  /**
   * Whether a string stands for an expression: it is in brackets, and no second bracket at its
   * beginning escapes the first.
   */
  public static boolean isExpression(String text) {
    return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
  }

  /**
   * Whether a string stands for itself, in brackets, behind one more that escapes the first. One
   * that does not end with a bracket needs no escape and has none.
   */
  public static boolean isEscaped(String text) {
    return text.startsWith("[[") && text.endsWith("]");
  }

  /**
   * Reads an expression.
   *
   * @param text with its brackets
   */
  public static Expression parse(String text) throws SyntaxException {
    if (text.length() > MAX_LENGTH) {
      throw new SyntaxException(
          "the expression has more than " + MAX_LENGTH + " characters", 0, "Split it in variables");
    }
    return new ExpressionParser(text).whole();
  }

  private Expression whole() throws SyntaxException {
    Expression expression = expression();
    if (at < text.length() - 1) {
      throw error("the expression ends before " + shown(), mendOfTail());
    }
    return expression;
  }

  private String mendOfTail() {
    boolean second = peek() == ']' && text.indexOf('[', at) > 0;
    if (second) return "Write one pair of brackets around all, and join the parts with concat";
    return isCloser() ? "Take it out" : "Join the parts with concat or format";
  }

  private Expression expression() throws SyntaxException {
    depth++;
    checkDepth(depth);
    skipBlank();
    int start = at;
    height = 1;
    Expression expression =
        switch (peek()) {
          case '\'' -> string();
          case '-', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
          default -> call();
        };
    expression = accesses(expression, start);
    depth--;
    return expression;
  }

  private void checkDepth(int levels) throws SyntaxException {
    if (levels <= MAX_DEPTH) return;
    throw error("the expression is nested too deeply", "Split it in variables");
  }

  private Expression string() throws SyntaxException {
    int start = at++;
    var value = new StringBuilder();
    while (true) {
      int quote = text.indexOf('\'', at);
      if (quote < 0 || quote >= text.length() - 1) {
        at = start;
        throw error("the string that begins here is not closed", "Write ' where it ends");
      }
      value.append(text, at, quote);
      at = quote + 1;
      if (peek() != '\'') return new Expression.Text(value.toString(), start, at);
      value.append('\'');
      at++;
    }
  }

  private Expression number() throws SyntaxException {
    int start = at++;
    while (Character.isLetterOrDigit(peek()) || peek() == '.') at++;
    String digits = text.substring(start, at);
    try {
      return new Expression.Whole(Long.parseLong(digits), start, at);
    } catch (NumberFormatException _) {
      at = start;
      throw error(digits + " is no whole number of 64 bits", "Write one, or a string in quotes");
    }
  }

  private Expression call() throws SyntaxException {
    int start = at;
    String name = name();
    if (name.isEmpty()) throw noExpression();
    skipBlank();
    if (peek() == '.') {
      at++;
      skipBlank();
      name += "." + name();
      skipBlank();
    }
    if (peek() != '(') {
      at = start;
      throw error(name + " is no call of a function", "Write " + name + "(), or '" + name + "'");
    }
    at++;
    List<Expression> arguments = arguments(name, start);
    checkDepth(++height);
    return new Expression.Call(name, arguments, start, at);
  }

  private SyntaxException noExpression() {
    String mend = "Write a function, a string in single quotes or a whole number";
    if (atEnd()) return error("an expression is missing", mend);
    if (isCloser()) return error("a value is missing before " + shown(), mend);
    if (OTHER_QUOTES.indexOf(peek()) < 0) return error(shown() + " begins no expression", mend);
    return error("a string in other quotes than single ones", "Write ' before and behind it");
  }

  private List<Expression> arguments(String name, int start) throws SyntaxException {
    var arguments = new ArrayList<Expression>();
    int highest = 0;
    skipBlank();
    while (peek() != ')') {
      checkClosed(name, start);
      arguments.add(expression());
      highest = Math.max(highest, height);
      skipBlank();
      if (peek() == ')') break;
      checkClosed(name, start);
      if (peek() != ',') {
        throw error("there is no comma before " + shown(), "Write , between arguments");
      }
      at++;
      skipBlank();
      if (peek() == ')') throw noExpression();
    }
    at++;
    height = highest;
    return arguments;
  }

  private void checkClosed(String name, int start) throws SyntaxException {
    if (!atEnd()) return;
    at = start;
    throw error(name + "( is not closed", "Write ) behind its last argument");
  }

  private Expression accesses(Expression target, int start) throws SyntaxException {
    Expression expression = target;
    while (true) {
      skipBlank();
      if (peek() == '.') {
        at++;
        boolean safe = question();
        skipBlank();
        int from = at;
        String name = name();
        if (name.isEmpty())
          throw error("a name is missing behind the dot", "Write a member's name");
        Expression key = new Expression.Text(name, from, at);
        checkDepth(++height);
        expression = new Expression.Access(expression, key, safe, start, at);
      } else if (peek() == '[') {
        at++;
        boolean safe = question();
        int before = height;
        Expression key = expression();
        height = Math.max(height, before);
        checkDepth(++height);
        skipBlank();
        if (atEnd()) throw error("a bracket is not closed", "Write ] behind the key");
        if (peek() != ']') throw error("there is no ] before " + shown(), "Write ] behind the key");
        at++;
        expression = new Expression.Access(expression, key, safe, start, at);
      } else {
        return expression;
      }
    }
  }

  private boolean question() {
    if (peek() != '?') return false;
    at++;
    return true;
  }

  private String name() {
    int start = at;
    while (isOfName(peek())) at++;
    return text.substring(start, at);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#';
  }

  private void skipBlank() {
    while (Character.isWhitespace(peek())) at++;
  }

  private boolean isCloser() {
    return peek() == ')' || peek() == ']' || peek() == ',';
  }

  private boolean atEnd() {
    return at >= text.length() - 1;
  }

  /** The character here; the closing bracket of the whole counts as the end. */
  private char peek() {
    return atEnd() ? '\0' : text.charAt(at);
  }

  private String shown() {
    int end = Math.min(text.length() - 1, at + 20);
    return atEnd() ? "the end" : text.substring(at, end);
  }

  private SyntaxException error(String what, String mend) {
    return new SyntaxException(what, Math.min(at, text.length() - 1), mend);
  }
}
