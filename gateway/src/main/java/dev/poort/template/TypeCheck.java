package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
      if (!isWithin(value, level, subject, "")) return false;
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

  /**
   * Whether elements and members fit.
   *
   * @param exempt the name of a member that need not be declared; may be empty
   */
  private boolean isWithin(JsonValue value, JsonObject type, Subject subject, String exempt) {
    if (value instanceof JsonArray array) return elementsFit(array, type, subject);
    if (!(value instanceof JsonObject object)) return true;
    // A variant has no variants: it could be its own.
    boolean fits = !exempt.isEmpty() || variantFits(object, type, subject);
    fits &= membersFit(object, type, subject);
    fits &= othersFit(object, type, subject, exempt);
    return fits;
  }

  private boolean elementsFit(JsonArray array, JsonObject type, Subject subject) {
    if (type.get("items") == null && type.get("prefixItems") == null) return true;
    List<JsonValue> elements = array.elements();
    List<JsonValue> prefix =
        type.get("prefixItems") instanceof JsonArray first ? first.elements() : List.of();
    boolean fits = true;
    for (int i = 0; i < Math.max(elements.size(), prefix.size()); i++) {
      JsonValue declared = i < prefix.size() ? prefix.get(i) : type.get("items");
      JsonValue element = i < elements.size() ? elements.get(i) : null;
      fits &= elementFits(array, element, declared, subject.element(i));
    }
    return fits;
  }

  private boolean elementFits(
      JsonArray array, @Nullable JsonValue element, @Nullable JsonValue declared, Subject subject) {
    if (declared instanceof JsonBoolean more && !more.value() && element != null) {
      return wrong(element, subject.text() + " is one element too many", "Take it out");
    }
    if (!(declared instanceof JsonObject declaration)) return true;
    if (element != null) return fits(element, declaration, subject);
    return isNullable(declaration) || missing(array, subject);
  }

  private boolean membersFit(JsonObject object, JsonObject type, Subject subject) {
    if (!(type.get("properties") instanceof JsonObject declared)) return true;
    report.count(declared.members().size());
    boolean fits = true;
    for (JsonMember member : declared.members()) {
      if (!(member.value() instanceof JsonObject declaration)) continue;
      JsonValue value = object.get(member.name());
      Subject of = subject.member(member.name());
      if (value != null) fits &= fits(value, declaration, of);
      else fits &= object.rest() != null || isNullable(declaration) || missing(object, of);
    }
    return fits;
  }

  /** Members that are not declared by name. */
  private boolean othersFit(JsonObject object, JsonObject type, Subject subject, String exempt) {
    JsonValue others = type.get("additionalProperties");
    if (others == null) return true;
    report.count(object.members().size());
    boolean fits = true;
    for (JsonMember member : object.members()) {
      boolean declared =
          type.get("properties") instanceof JsonObject known && known.get(member.name()) != null;
      if (declared || member.name().equalsIgnoreCase(exempt)) continue;
      Subject of = subject.member(member.name());
      if (others instanceof JsonObject declaration) {
        fits &= fits(member.value(), declaration, of);
      } else if (others instanceof JsonBoolean any && !any.value()) {
        fits = wrong(member.value(), of.text() + " is not declared", "Take it out");
      }
    }
    return fits;
  }

  /** Whether an object fits the type that one of its members, the discriminator, chooses. */
  private boolean variantFits(JsonObject object, JsonObject type, Subject subject) {
    if (!(type.get("discriminator") instanceof JsonObject discriminator)
        || !(discriminator.get("propertyName") instanceof JsonString property)
        || !(discriminator.get("mapping") instanceof JsonObject mapping)) {
      return true;
    }
    Subject of = subject.member(property.text());
    JsonValue choice = object.get(property.text());
    if (choice instanceof JsonUnknown || (choice == null && object.rest() != null)) return true;
    if (choice == null) return missing(object, of);
    boolean known = choice instanceof JsonString word && mapping.get(word.text()) != null;
    if (!known) {
      List<String> names = mapping.members().stream().map(JsonMember::name).toList();
      String what =
          of.text() + " is " + of.shown(choice) + ", allowed: " + String.join(", ", names);
      return wrong(choice, what, "");
    }
    if (!(mapping.get(((JsonString) choice).text()) instanceof JsonObject variant)) return true;
    boolean fits = true;
    for (JsonObject level : definitions.levels(variant)) {
      fits &= isWithin(object, level, subject, property.text());
    }
    return fits;
  }

  private boolean missing(JsonValue where, Subject subject) {
    return wrong(where, subject.text() + " has no value", "Give it one");
  }

  private boolean wrong(JsonValue where, String what, String mend) {
    report.error(what, where.place(), mend);
    return false;
  }
}
