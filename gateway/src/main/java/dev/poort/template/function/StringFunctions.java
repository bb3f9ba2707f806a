package dev.poort.template.function;

import dev.poort.json.JsonNumber;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.List;

/**
 * Functions that look at a string or give a part of it or another of its kind. Source: "String
 * functions for ARM templates", {@code like} of "String functions for Bicep".
 */
final class StringFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("endsWith", 2, 2, StringFunctions::endsWith),
          new TemplateFunction("like", 2, 2, StringFunctions::like),
          new TemplateFunction("padLeft", 2, 3, StringFunctions::padLeft),
          new TemplateFunction("replace", 3, 3, StringFunctions::replace),
          new TemplateFunction("split", 2, 2, StringFunctions::split),
          new TemplateFunction("startsWith", 2, 2, StringFunctions::startsWith),
          new TemplateFunction("substring", 2, 3, StringFunctions::substring),
          new TemplateFunction("toLower", 1, 1, StringFunctions::toLower),
          new TemplateFunction("toUpper", 1, 1, StringFunctions::toUpper),
          new TemplateFunction("trim", 1, 1, StringFunctions::trim));

  private StringFunctions() {}

  private static JsonValue startsWith(Call call) throws NoValueException {
    String start = call.text(1);
    return call.of(call.text(0).regionMatches(true, 0, start, 0, start.length()));
  }

  private static JsonValue endsWith(Call call) throws NoValueException {
    String text = call.text(0);
    String end = call.text(1);
    return call.of(text.regionMatches(true, text.length() - end.length(), end, 0, end.length()));
  }

  private static JsonValue like(Call call) throws NoValueException {
    String text = call.text(0);
    call.budget().characters(text.length());
    return call.of(new Wildcard(call.text(1)).matches(text));
  }

  private static JsonValue padLeft(Call call) throws NoValueException {
    JsonValue value = call.value(0);
    boolean fits = value instanceof JsonString || value instanceof JsonNumber;
    if (!fits) throw call.misfit(0, "a string or a number");
    long length = call.whole(1);
    if (length < 0) throw call.wrong("its second argument " + length + " is below zero");
    String pad = call.count() > 2 ? call.text(2) : " ";
    if (pad.length() != 1) throw call.wrong("its third argument is not one character");
    String text = PlainText.of(call, value, '"');
    var padded = new BoundedText(call.budget());
    padded.repeat(pad.charAt(0), length - text.length()).append(text);
    return call.of(padded.toString());
  }

  private static JsonValue replace(Call call) throws NoValueException {
    String text = call.text(0);
    var old = new Needle(call.text(1), false);
    String replacement = call.text(2);
    if (old.length() == 0) throw call.wrong("its second argument is empty");
    call.budget().characters(text.length());
    var replaced = new BoundedText(call.budget());
    int from = 0;
    for (int found = old.in(text, 0); found >= 0; found = old.in(text, from)) {
      replaced.append(text.substring(from, found)).append(replacement);
      from = found + old.length();
    }
    return call.of(replaced.append(text.substring(from)).toString());
  }

  private static JsonValue split(Call call) throws NoValueException {
    return new Splitting(call).parts();
  }

  private static JsonValue substring(Call call) throws NoValueException {
    String text = call.text(0);
    long start = call.whole(1);
    long length = call.count() > 2 ? call.whole(2) : text.length() - start;
    boolean within = start >= 0 && length >= 0 && start <= text.length() - length;
    if (within) return call.of(text.substring((int) start, (int) (start + length)));
    String wanted = call.count() > 2 ? length + " characters from " + start : "those from " + start;
    throw call.wrong(
        wanted + " are not within a string of " + text.length(),
        "Ask for what it has, or use take and skip");
  }

  private static JsonValue toLower(Call call) throws NoValueException {
    return call.of(mapped(call.text(0), false));
  }

  private static JsonValue toUpper(Call call) throws NoValueException {
    return call.of(mapped(call.text(0), true));
  }

  /** Character by character, as .NET does it: an ß stays what it is. */
  private static String mapped(String text, boolean upper) {
    return text.codePoints()
        .map(c -> upper ? Character.toUpperCase(c) : Character.toLowerCase(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static JsonValue trim(Call call) throws NoValueException {
    String text = call.text(0);
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) start++;
    while (end > start && isBlank(text.charAt(end - 1))) end--;
    return call.of(text.substring(start, end));
  }

  /** What .NET calls white space. */
  private static boolean isBlank(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }
}
