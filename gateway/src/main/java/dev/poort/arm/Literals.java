package dev.poort.arm;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonUnknown.Kind;
import dev.poort.json.JsonUnknown.Reason;
import dev.poort.json.JsonValue;
import dev.poort.template.expression.ExpressionParser;
import dev.poort.template.expression.SyntaxException;

/**
 * Gateways that stand alone, without a template around them. Their strings are what they say, save
 * those that read as an expression: of these only the template knows the value. A second bracket at
 * the beginning makes such a string literal, as in a template.
 */
final class Literals {
  private static final Reason ONLY_THE_TEMPLATE =
      new Reason(
          Kind.ELSEWHERE,
          "it is a template expression and there is no template around it",
          "Give the whole template, or write the value itself");

  private Literals() {}

  /** What is read from the file, for one that is read. */
  static JsonObject of(JsonObject written) {
    var members = new JsonObject.Builder();
    for (JsonMember member : written.members()) {
      members.put(new JsonMember(member.name(), value(member.value()), member.position()));
    }
    return members.build(written.position());
  }

  private static JsonValue value(JsonValue value) {
    return switch (value) {
      case JsonObject object -> of(object);
      case JsonArray array ->
          new JsonArray(array.elements().stream().map(Literals::value).toList(), array.position());
      case JsonString string when isExpression(string.text()) ->
          new JsonUnknown(ONLY_THE_TEMPLATE, string.position());
      case JsonString string when isEscaped(string.text()) ->
          new JsonString(string.text().substring(1), string.position());
      default -> value;
    };
  }

  /** How a string is written so that it is read as what it says. */
  static String written(String text) {
    return isExpression(text) || isEscaped(text) ? "[" + text : text;
  }

  private static boolean isEscaped(String text) {
    return text.startsWith("[[")
        && (isExpression(text.substring(1)) || isEscaped(text.substring(1)));
  }

  private static boolean isExpression(String text) {
    if (!ExpressionParser.isExpression(text)) return false;
    try {
      ExpressionParser.parse(text);
      return true;
    } catch (SyntaxException _) {
      return false;
    }
  }
}
