package dev.poort.resourcemanager;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import java.util.Locale;

/**
 * What clients read of a deployment's parameters and outputs: types, and the values of those that
 * are no secrets.
 *
 * @param template where they are declared
 */
record TemplateOutputs(JsonObject template) {
  /** The outputs. */
  JsonObject of(JsonObject values) {
    Document shown = new Document();
    JsonObject declared = Document.object(template, "outputs");
    for (JsonMember member : values.members()) {
      shown.put(member.name(), described(member, declared, member.value()));
    }
    return shown.build();
  }

  /** The parameters that were given. */
  JsonObject parameters(JsonObject given) {
    Document shown = new Document();
    JsonObject declared = Document.object(template, "parameters");
    for (JsonMember member : given.members()) {
      JsonObject one = member.value() instanceof JsonObject object ? object : null;
      JsonValue value = one == null ? null : one.get("value");
      if (value != null) shown.put(member.name(), described(member, declared, value));
    }
    return shown.build();
  }

  private static JsonObject described(JsonMember member, JsonObject declared, JsonValue value) {
    String type = Document.text(Document.object(declared, member.name()), "type");
    String known = type == null ? "Object" : type;
    Document shown = new Document().text("type", spelled(known));
    boolean secret = known.toLowerCase(Locale.ROOT).startsWith("secure") || Plain.isSecret(value);
    if (!secret) shown.put("value", Secrets.shown(Plain.of(value)));
    return shown.build();
  }

  private static String spelled(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "securestring" -> "SecureString";
      case "secureobject" -> "SecureObject";
      default -> type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    };
  }
}
