package dev.poort.arm;

import dev.poort.config.Protocol;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of ARM: its properties, whether they stand under {@code properties} as in templates or
 * beside the name as the Azure command line prints them. Null and the empty string count as absent.
 *
 * <p>What does not fit is reported, and a value that does given back instead, so that reading goes
 * on; no gateway comes of it.
 */
final class ArmObject {
  private final ArmType type;
  private final JsonObject json;
  private final @Nullable JsonObject properties;
  private final Findings findings;

  ArmObject(ArmType type, JsonObject json, Findings findings) {
    this.type = type;
    this.json = json;
    this.findings = findings;
    properties = properties(json);
    checkNames(json);
    if (properties != null) checkNames(properties);
  }

  private @Nullable JsonObject properties(JsonObject json) {
    JsonValue value = json.get("properties");
    if (value == null || value instanceof JsonNull) return null;
    if (!(value instanceof JsonUnknown unknown)) return findings.values().object(value);
    findings.unknown(unknown);
    return null;
  }

  private void checkNames(JsonObject object) {
    for (JsonMember member : object.members()) {
      if (member.name().equalsIgnoreCase("copy")) findings.copy(member);
      else if (!type.vocabulary().knows(member.name())) findings.unknown(type, member);
      else if (type.vocabulary().saysWhatHasNoEffectYet(member)) findings.withoutEffect(member);
    }
  }

  /** The object itself, for a problem with it as a whole. */
  JsonObject json() {
    return json;
  }

  /** Its name; null when it has none that can be told, which is then reported. */
  @Nullable String name() {
    require("name");
    return text("name");
  }

  /** Its name as far as it can be told: {@code {name}-ip}; null when nothing is known of it. */
  @Nullable String sketch() {
    JsonValue name = raw("name");
    return name == null ? null : name.sketch();
  }

  Findings findings() {
    return findings;
  }

  /** Whether a property stands there, be it with a value that does not fit. */
  boolean has(String name) {
    return raw(name) != null;
  }

  /** A property as it stands there; null when it is absent. */
  @Nullable JsonValue raw(String name) {
    JsonValue value = properties == null ? null : properties.get(name);
    if (isAbsent(value)) value = json.get(name);
    return isAbsent(value) ? null : value;
  }

  /** Whether a value counts as absent: null and the empty string do. */
  static boolean isAbsent(@Nullable JsonValue value) {
    return value == null
        || value instanceof JsonNull
        || (value instanceof JsonString string && string.text().isEmpty());
  }

  /** A property's value; null when it is absent or cannot be told. */
  @Nullable JsonValue value(String name) {
    JsonValue value = raw(name);
    if (!(value instanceof JsonUnknown unknown)) return value;
    findings.unknown(unknown);
    return null;
  }

  /** Reports that a property is absent, unless it stands there. */
  void require(String name) {
    if (has(name) || isUnreadable()) return;
    String own = raw("name") instanceof JsonString text ? text.text() + " of " : "";
    findings.error(json, own + type.collection() + " needs " + name, "Give it " + name);
  }

  /** Whether its properties cannot be told, so that nothing can be said to be absent. */
  boolean isUnreadable() {
    JsonValue value = json.get("properties");
    boolean given = value != null && !(value instanceof JsonNull);
    return (given && properties == null) || has("copy");
  }

  @Nullable String text(String name) {
    JsonValue value = value(name);
    return value == null ? null : findings.values().text(value);
  }

  /** A text of which the empty one says something too; null when it is absent. */
  @Nullable String textOrEmpty(String name) {
    JsonValue value = properties == null ? null : properties.get(name);
    if (value == null) value = json.get(name);
    boolean empty = value instanceof JsonString string && string.text().isEmpty();
    return empty ? "" : text(name);
  }

  int integer(String name, int min, int max, int otherwise) {
    JsonValue value = value(name);
    Long number = value == null ? null : findings.values().whole(value, min, max);
    return number == null ? otherwise : number.intValue();
  }

  /** A number that must stand there. */
  int requiredInteger(String name, int min, int max) {
    require(name);
    return integer(name, min, max, min);
  }

  /** A switch, off where the file does not say. */
  boolean flag(String name) {
    return flag(name, false);
  }

  boolean flag(String name, boolean otherwise) {
    JsonValue value = value(name);
    Boolean flag = value == null ? null : findings.values().flag(value);
    return flag == null ? otherwise : flag;
  }

  /** One of some words; null when it is absent or none of them. */
  @Nullable String choice(String name, List<String> known) {
    JsonValue value = value(name);
    return value == null ? null : findings.values().choice(value, known);
  }

  /** The property {@code protocol}, which must stand there. */
  Protocol protocol() {
    require("protocol");
    String word = choice("protocol", List.of("Http", "Https"));
    return "Https".equals(word) ? Protocol.HTTPS : Protocol.HTTP;
  }

  /** The elements of an array, without nulls; none when it is absent. */
  List<JsonValue> elements(String name) {
    JsonValue value = value(name);
    JsonArray array = value == null ? null : findings.values().array(value);
    if (array == null) return List.of();
    return array.elements().stream().filter(element -> !(element instanceof JsonNull)).toList();
  }

  /** An object within this one. */
  @Nullable ArmObject object(String name, ArmType type) {
    JsonValue value = value(name);
    return value == null ? null : of(type, value, findings);
  }

  /** A value as an object; null when it is none, which is then reported. */
  static @Nullable ArmObject of(ArmType type, JsonValue value, Findings findings) {
    if (value instanceof JsonUnknown unknown) {
      findings.unknown(unknown);
      return null;
    }
    JsonObject object = findings.values().object(value);
    return object == null ? null : new ArmObject(type, object, findings);
  }

  /** What a reference leads to; null when there is none or it leads nowhere. */
  <T> @Nullable T reference(String name, Resources<T> resources) {
    JsonValue value = value(name);
    return value == null ? null : Reference.resolve(value, resources, findings);
  }

  /** What the references of an array lead to, without those that lead nowhere. */
  <T> List<T> references(String name, Resources<T> resources) {
    List<T> found = new ArrayList<>();
    for (JsonValue element : elements(name)) {
      T one = Reference.resolve(element, resources, findings);
      if (one != null) found.add(one);
    }
    return found;
  }

  /** What a reference that must stand there leads to. */
  <T> @Nullable T requiredReference(String name, Resources<T> resources) {
    require(name);
    return reference(name, resources);
  }
}
