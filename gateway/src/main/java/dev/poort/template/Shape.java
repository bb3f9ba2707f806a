package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the elements of arrays and the members of objects to what a declaration says of them. */
record Shape(TypeCheck types, Report report) {
  /** Whether elements and members fit; what does not is reported. */
  boolean fits(JsonValue value, JsonObject type, Subject subject) {
    return fits(value, type, subject, "");
  }

  /**
   * @param exempt the name of a member that need not be declared; may be empty
   */
  private boolean fits(JsonValue value, JsonObject type, Subject subject, String exempt) {
    if (value instanceof JsonArray array) return elementsFit(array, type, subject);
    if (!(value instanceof JsonObject object)) return true;
    // A variant has no variants: it could be its own.
    boolean fits = !exempt.isEmpty() || variantFits(object, type, subject);
    fits &= membersFit(object, type, subject);
    fits &= othersFit(object, type, subject, exempt);
    return fits;
  }

  private boolean elementsFit(JsonArray array, JsonObject type, Subject subject) {
    List<JsonValue> elements = array.elements();
    List<JsonValue> prefix =
        type.get("prefixItems") instanceof JsonArray first ? first.elements() : List.of();
    JsonValue items = type.get("items");
    if (prefix.isEmpty() && items == null) return true;
    boolean fits = true;
    for (int i = 0; i < Math.max(elements.size(), prefix.size()); i++) {
      JsonValue declared = i < prefix.size() ? prefix.get(i) : items;
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
    if (element != null) return types.fits(element, declaration, subject);
    return types.isNullable(declaration) || missing(array, subject);
  }

  private boolean membersFit(JsonObject object, JsonObject type, Subject subject) {
    if (!(type.get("properties") instanceof JsonObject declared)) return true;
    report.count(declared.members().size());
    boolean fits = true;
    for (JsonMember member : declared.members()) {
      if (!(member.value() instanceof JsonObject declaration)) continue;
      JsonValue value = object.get(member.name());
      Subject of = subject.member(member.name());
      if (value != null) fits &= types.fits(value, declaration, of);
      else fits &= object.rest() != null || types.isNullable(declaration) || missing(object, of);
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
        fits &= types.fits(member.value(), declaration, of);
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
    for (JsonObject level : types.definitions().levels(variant)) {
      fits &= fits(object, level, subject, property.text());
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
