package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.function.Call;
import dev.poort.template.function.NoValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions that look at resources. Source: "Resource functions for ARM templates". What only Azure
 * knows (keys, zones, what runs there) is unknown.
 */
final class ResourceFunctions {
  static final List<ContextFunction> ALL =
      List.of(
          new ContextFunction("reference", 1, 3, ResourceFunctions::reference),
          new ContextFunction("references", 1, 2, ResourceFunctions::references),
          new ContextFunction("resourceInfo", 1, 1, ResourceFunctions::resourceInfo),
          unknown("providers", 1, 2),
          unknown("pickZones", 3, 5),
          unknown("getSecret", 2, 3),
          unknown("toLogicalZone", 3, 3),
          unknown("toLogicalZones", 3, 3),
          unknown("toPhysicalZone", 3, 3),
          unknown("toPhysicalZones", 3, 3));

  private ResourceFunctions() {}

  private static ContextFunction unknown(String name, int least, int most) {
    return new ContextFunction(
        name,
        least,
        most,
        (_, _, position) ->
            new JsonUnknown(Reasons.elsewhere("what " + name + " gives"), position));
  }

  private static JsonValue reference(Call call, Frame frame, Position position)
      throws NoValueException {
    String name = call.text(0);
    Resource resource = frame.environment().find(name);
    if (resource == null) {
      String what = "the resource " + Texts.shorten(name) + ", which is not in the template,";
      return new JsonUnknown(Reasons.elsewhere(what), position);
    }
    boolean full = call.count() == 3 && call.text(2).equalsIgnoreCase("Full");
    if (resource.isDeployment()) return deployment(resource, position);
    return full ? resource.runtimeBody(position) : resource.runtimeProperties(position);
  }

  /** All outputs of a deployment. */
  private static JsonValue deployment(Resource resource, Position position)
      throws NoValueException {
    JsonUnknown.Reason rest = Reasons.elsewhere(resource.describe());
    Deployment nested = resource.nested();
    if (nested == null) return new JsonUnknown(rest, position);
    var outputs = new JsonObject.Builder();
    if (nested.template().get("outputs") instanceof JsonObject section) {
      for (var member : section.members()) {
        outputs.put(member.name(), nested.output(member.name(), position));
      }
    }
    return new Document(position)
        .put("outputs", outputs.build(position))
        .text("provisioningState", "Succeeded")
        .build()
        .withRest(rest);
  }

  /** {@code references('symbol', ['Full'])}: of each resource of a loop. */
  private static JsonValue references(Call call, Frame frame, Position position)
      throws NoValueException {
    var all = new ArrayList<JsonValue>();
    boolean full = call.count() == 2 && call.text(1).equalsIgnoreCase("Full");
    for (Resource resource : frame.environment().deployment().loop(call.text(0))) {
      if (resource.isDeployment()) all.add(deployment(resource, position));
      else all.add(full ? resource.runtimeBody(position) : resource.runtimeProperties(position));
    }
    return new JsonArray(all, position);
  }

  /** {@code resourceInfo('symbol')}: its id, type and name. */
  private static JsonValue resourceInfo(Call call, Frame frame, Position position)
      throws NoValueException {
    Resource resource = frame.environment().find(call.text(0));
    if (resource == null) throw call.wrong("there is no resource " + Texts.shorten(call.text(0)));
    var document = new Document(position).text("type", resource.type());
    if (resource.id() != null) document.put("id", new JsonString(resource.id(), position));
    if (resource.name() != null) document.put("name", new JsonString(resource.name(), position));
    return document.build().withRest(Reasons.elsewhere(resource.describe()));
  }
}
