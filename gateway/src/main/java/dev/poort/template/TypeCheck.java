package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds values to the types that parameters, outputs and definitions declare. Secrets are not
 * shown.
 *
 * @param definitions the template's, for {@code $ref}; null when it has none
 */
record TypeCheck(@Nullable JsonObject definitions, Report report) {
  private static final int MAX_REFERENCES = 50;

  /** The type of a declaration in lower case, such as {@code securestring}; empty when unknown. */
  String type(JsonObject declaration) {
    return resolved(declaration).get("type") instanceof JsonString type
        ? type.text().toLowerCase(Locale.ROOT)
        : "";
  }

  /** Whether a declaration says that its value must not be shown. */
  boolean isSecret(JsonObject declaration) {
    return type(declaration).startsWith("secure");
  }

  /** Whether null is a value. */
  boolean isNullable(JsonObject declaration) {
    return isTrue(declaration.get("nullable")) || isTrue(resolved(declaration).get("nullable"));
  }

  private static boolean isTrue(@Nullable JsonValue value) {
    return value instanceof JsonBoolean flag && flag.value();
  }

  /** What {@code $ref} leads to. */
  private JsonObject resolved(JsonObject declaration) {
    JsonObject at = declaration;
    for (int i = 0; i < MAX_REFERENCES; i++) {
      if (!(at.get("$ref") instanceof JsonString ref)) return at;
      String name = ref.text().substring(ref.text().lastIndexOf('/') + 1);
      JsonValue found = definitions == null ? null : definitions.get(name);
      if (!(found instanceof JsonObject object)) return at;
      at = object;
    }
    return at;
  }

  /**
   * Checks a value.
   *
   * @param subject what a sentence calls it, such as {@code parameters('sku')}
   * @return whether it fits
   */
  boolean check(JsonValue value, JsonObject declaration, String subject) {
    JsonObject type = resolved(declaration);
    if (value instanceof JsonUnknown) return true;
    if (value instanceof JsonNull && isNullable(declaration)) return true;
    if (declaration.get("$ref") instanceof JsonString ref && type.get("$ref") != null) {
      return wrong(value, subject, "is of the type " + ref.text() + ", which is not defined", "");
    }
    String name = type(declaration);
    boolean fits =
        switch (name) {
          case "string", "securestring" -> value instanceof JsonString;
          case "int" -> value instanceof JsonNumber number && isWhole(number);
          case "bool" -> value instanceof JsonBoolean;
          case "array" -> value instanceof JsonArray;
          case "object", "secureobject" -> value instanceof JsonObject;
          default -> true;
        };
    if (!fits) return wrong(value, subject, "is " + value.kind() + ", not of type " + name, "");
    return allowed(value, type, subject)
        && bounds(value, type, subject)
        && lengths(value, type, subject)
        && within(value, type, subject);
  }

  private static boolean isWhole(JsonNumber number) {
    return number.text().chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
  }

  private boolean allowed(JsonValue value, JsonObject type, String subject) {
    if (!(type.get("allowedValues") instanceof JsonArray allowed)) return true;
    boolean each =
        value instanceof JsonArray array
            && array.elements().stream().allMatch(element -> isIn(element, allowed));
    if (each || isIn(value, allowed)) return true;
    String values =
        allowed.elements().stream().limit(12).map(Texts::shown).collect(Collectors.joining(", "));
    String more = allowed.elements().size() > 12 ? " ..." : "";
    return wrong(value, subject, "is " + shown(value, type) + ", allowed: " + values + more, "");
  }

  private static boolean isIn(JsonValue value, JsonArray allowed) {
    return allowed.elements().stream().anyMatch(one -> isSame(one, value));
  }

  private static boolean isSame(JsonValue one, JsonValue other) {
    return switch (one) {
      case JsonString text ->
          other instanceof JsonString string && string.text().equalsIgnoreCase(text.text());
      case JsonNumber digits ->
          other instanceof JsonNumber number && number.text().equals(digits.text());
      case JsonBoolean flag -> other instanceof JsonBoolean bool && bool.value() == flag.value();
      default -> Texts.json(one).equals(Texts.json(other));
    };
  }

  private boolean bounds(JsonValue value, JsonObject type, String subject) {
    if (!(value instanceof JsonNumber number)) return true;
    long min = bound(type, "minValue", Long.MIN_VALUE);
    long max = bound(type, "maxValue", Long.MAX_VALUE);
    long actual = whole(number.text(), min);
    if (actual >= min && actual <= max) return true;
    String range = range(min == Long.MIN_VALUE ? null : min, max == Long.MAX_VALUE ? null : max);
    return wrong(value, subject, "is " + shown(value, type), "Write a number " + range);
  }

  private boolean lengths(JsonValue value, JsonObject type, String subject) {
    int length =
        switch (value) {
          case JsonString string -> string.text().length();
          case JsonArray array -> array.elements().size();
          default -> -1;
        };
    if (length < 0) return true;
    long min = bound(type, "minLength", 0);
    long max = bound(type, "maxLength", Long.MAX_VALUE);
    if (length >= min && length <= max) return true;
    String wanted = range(min, max == Long.MAX_VALUE ? null : max);
    return wrong(value, subject, "has the length " + length, "Make its length " + wanted);
  }

  private static String range(@Nullable Long min, @Nullable Long max) {
    if (max == null) return "of " + min + " or more";
    return min == null ? "of " + max + " or less" : "from " + min + " to " + max;
  }

  private static long bound(JsonObject type, String name, long otherwise) {
    return type.get(name) instanceof JsonNumber number
        ? whole(number.text(), otherwise)
        : otherwise;
  }

  private static long whole(String digits, long otherwise) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  /** Elements and properties, where the type declares them. */
  private boolean within(JsonValue value, JsonObject type, String subject) {
    return switch (value) {
      case JsonArray array -> elements(array, type, subject);
      case JsonObject object -> properties(object, variant(object, type), subject);
      default -> true;
    };
  }

  private boolean elements(JsonArray array, JsonObject type, String subject) {
    JsonValue items = type.get("items");
    JsonArray prefix = type.get("prefixItems") instanceof JsonArray first ? first : null;
    boolean fits = true;
    for (int i = 0; i < array.elements().size(); i++) {
      boolean inPrefix = prefix != null && i < prefix.elements().size();
      JsonValue declared = inPrefix && prefix != null ? prefix.elements().get(i) : items;
      if (declared instanceof JsonObject declaration) {
        fits &= check(array.elements().get(i), declaration, subject + "[" + i + "]");
      }
    }
    return fits;
  }

  /** The type that the discriminator of an object chooses. */
  private JsonObject variant(JsonObject object, JsonObject type) {
    if (type.get("discriminator") instanceof JsonObject discriminator
        && discriminator.get("propertyName") instanceof JsonString property
        && discriminator.get("mapping") instanceof JsonObject mapping
        && object.get(property.text()) instanceof JsonString choice
        && mapping.get(choice.text()) instanceof JsonObject variant) {
      return resolved(variant);
    }
    return type;
  }

  private boolean properties(JsonObject object, JsonObject type, String subject) {
    boolean fits = true;
    JsonObject declared = type.get("properties") instanceof JsonObject known ? known : null;
    if (declared != null) {
      for (JsonMember member : declared.members()) {
        if (!(member.value() instanceof JsonObject declaration)) continue;
        JsonValue value = object.get(member.name());
        String name = subject + "." + member.name();
        if (value != null) fits &= check(value, declaration, name);
        else if (!isNullable(declaration))
          fits = wrong(object, name, "has no value", "Give it one");
      }
    }
    fits &= others(object, declared, type.get("additionalProperties"), subject);
    return fits;
  }

  private boolean others(
      JsonObject object,
      @Nullable JsonObject declared,
      @Nullable JsonValue others,
      String subject) {
    if (others == null || isTrue(others)) return true;
    boolean fits = true;
    for (JsonMember member : object.members()) {
      if (declared != null && declared.get(member.name()) != null) continue;
      String name = subject + "." + member.name();
      if (others instanceof JsonObject declaration)
        fits &= check(member.value(), declaration, name);
      else fits = wrong(member.value(), name, "is not declared", "Take it out");
    }
    return fits;
  }

  private String shown(JsonValue value, JsonObject type) {
    return isSecret(type) ? "a secret" : Texts.shown(value);
  }

  private boolean wrong(JsonValue value, String subject, String what, String mend) {
    report.error(subject + " " + what, value.place(), mend);
    return false;
  }
}
