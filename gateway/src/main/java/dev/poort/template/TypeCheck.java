package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * Holds values to the types that parameters, functions and definitions declare. What does not fit
 * is reported where the value stands; what is secure is never shown from then on.
 */
record TypeCheck(Definitions definitions, Report report) {
  /** What it costs to hold a value to a declaration. */
  private static final int STEPS = 5;

  /** What a type may be called, in lower case. */
  static final List<String> NAMES =
      List.of("string", "securestring", "int", "bool", "object", "secureobject", "array");

  /** The type of a declaration in lower case, such as {@code securestring}; empty for any. */
  String type(JsonObject declaration) {
    for (JsonObject level : definitions.levels(declaration)) {
      if (level.get("type") instanceof JsonString type) return type.text().toLowerCase(Locale.ROOT);
    }
    return "";
  }

  /** Whether a declaration says that its value must not be shown. */
  boolean isSecure(JsonObject declaration) {
    return type(declaration).startsWith("secure");
  }

  /** Whether null is a value, and none given is null. */
  boolean isNullable(JsonObject declaration) {
    for (JsonObject level : definitions.levels(declaration)) {
      if (level.get("nullable") instanceof JsonBoolean nullable) return nullable.value();
    }
    return false;
  }

  /** Whether a value fits a declaration. One that cannot be told does. */
  boolean fits(JsonValue value, JsonObject declaration, Subject of) {
    report.count(STEPS);
    Subject subject = isSecure(declaration) ? of.asSecret() : of;
    if (subject.secret()) report.secret(value);
    if (value instanceof JsonUnknown) return true;
    if (value instanceof JsonNull && isNullable(declaration)) return true;
    if (!isOfType(value, type(declaration), subject)) return false;
    for (JsonObject level : definitions.levels(declaration)) {
      report.count(STEPS);
      if (!new Constraints(report).fits(value, level, subject)) return false;
      if (!new Shape(this, report).fits(value, level, subject)) return false;
    }
    return true;
  }

  private boolean isOfType(JsonValue value, String type, Subject subject) {
    boolean fits =
        switch (type) {
          case "string", "securestring" -> value instanceof JsonString;
          case "int" -> Constraints.whole(value) != null;
          case "bool" -> value instanceof JsonBoolean;
          case "array" -> value instanceof JsonArray;
          case "object", "secureobject" -> value instanceof JsonObject;
          default -> true;
        };
    if (fits) return true;
    String mend =
        switch (type) {
          case "int" -> "Write a whole number without quotes";
          case "bool" -> "Write true or false without quotes";
          case "array" -> "Write [ ... ]";
          case "object", "secureobject" -> "Write { ... }";
          default -> "Write a string in quotes";
        };
    String is = subject.secret() ? value.kind() : Texts.shown(value);
    return wrong(value, subject.text() + " is " + is + ", not of type " + type, mend);
  }

  private boolean wrong(JsonValue where, String what, String mend) {
    report.error(what, where.place(), mend);
    return false;
  }
}
