package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.template.function.FunctionException;
import org.jspecify.annotations.Nullable;

/** What a resource says, worked out when it is asked for. */
final class ResourceBody {
  private final Resource resource;
  private @Nullable JsonObject whole;
  private @Nullable JsonValue properties;
  private int underWay;

  ResourceBody(Resource resource) {
    this.resource = resource;
  }

  /** All but what is for the deployment alone; type and name are the full ones. */
  JsonObject whole() {
    JsonObject known = whole;
    if (known != null) return known;
    underWay++;
    var members = new JsonObject.Builder();
    for (JsonMember member : resource.raw().members()) {
      JsonValue written = member.value();
      switch (ResourceName.key(member.name())) {
        case "copy", "condition", "resources", "dependson", "comments", "existing" -> {}
        case "properties" -> put(member, properties(), members);
        case "type" -> put(member, new JsonString(resource.type(), written.position()), members);
        case "name" -> put(member, fullName(written), members);
        default -> put(member, value(written), members);
      }
    }
    underWay--;
    JsonObject made = members.build(resource.written().position());
    resource.deployment().world().count(made.weight()); // whoever reads it goes through all of it
    whole = made;
    return made;
  }

  private static void put(JsonMember member, JsonValue value, JsonObject.Builder members) {
    members.put(new JsonMember(member.name(), value, member.position()));
  }

  private JsonValue fullName(JsonValue written) {
    JsonValue value = value(written);
    String name = resource.name();
    return name == null ? value : new JsonString(name, value.position());
  }

  private JsonValue value(JsonValue written) {
    return resource.deployment().world().evaluator().value(written, resource.frame());
  }

  /** Its properties; an empty object when it has none. */
  JsonValue properties() {
    JsonValue known = properties;
    if (known != null) return known;
    underWay++;
    JsonValue written = resource.raw().get("properties");
    JsonValue made =
        written == null
            ? new JsonObject.Builder().build(resource.raw().position())
            : resource.isDeployment() ? resource.nested().properties(written) : value(written);
    underWay--;
    properties = made;
    return made;
  }

  /**
   * Sees to it that what the resource says can be asked for.
   *
   * @throws FunctionException when it is just being worked out, and so made of itself
   */
  void mustBeReady() throws FunctionException {
    if (underWay == 0) return;
    String what = resource.identity().describe() + " refers to itself";
    throw new FunctionException(what, "Break the circle");
  }
}
