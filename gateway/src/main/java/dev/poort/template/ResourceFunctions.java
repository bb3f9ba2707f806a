package dev.poort.template;

import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.json.Position;
import dev.poort.template.function.Call;
import dev.poort.template.function.NoValueException;
import dev.poort.template.function.UnknownException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
          unknown("extensions", 1, 1),
          unknown("providers", 1, 2),
          unknown("pickZones", 3, 5),
          unknown("getSecret", 2, 3),
          unknown("toLogicalZone", 3, 3),
          unknown("toLogicalZones", 3, 3),
          unknown("toPhysicalZone", 3, 3),
          unknown("toPhysicalZones", 3, 3));

  private ResourceFunctions() {}

  private static ContextFunction unknown(String name, int least, int most) {
    return unknown(name, least, most, "what " + name + " gives");
  }

  private static ContextFunction unknown(String name, int least, int most, String what) {
    return new ContextFunction(
        name, least, most, (_, _, position) -> new JsonUnknown(Reasons.elsewhere(what), position));
  }

  /** {@code listKeys} and others, which are known by how they begin. */
  static ContextFunction list(String name) {
    return unknown(name, 1, 3, "what a list function gives");
  }

  private static JsonValue reference(Call call, Frame frame, Position position)
      throws NoValueException {
    String name = call.text(0);
    boolean full = call.count() == 3 && isFull(call, 2);
    var state = new RuntimeState(frame.environment().world(), position);
    Resource resource = frame.environment().find(name);
    if (resource != null) return full ? state.full(resource) : state.properties(resource);
    if (name.contains("/")) return state.outside(name, full);
    throw noSuch(call, name, frame, position);
  }

  private static boolean isFull(Call call, int index) throws NoValueException {
    String word = call.text(index);
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "full" -> true;
      case "properties" -> false;
      default -> throw call.wrong(Texts.shorten(word) + " is neither Full nor Properties");
    };
  }

  /** A name must be of the template, unless not all of its names can be told. */
  private static NoValueException noSuch(Call call, String name, Frame frame, Position position) {
    ResourceIndex resources = frame.environment().deployment().index();
    String what = "no resource of the template is called " + Texts.shorten(name);
    if (resources.isComplete()) return call.wrong(what, Nearest.mend(name, resources.known()));
    return new UnknownException(
        new JsonUnknown(
            Reasons.elsewhere("the resource " + Texts.shorten(name) + " of the template"),
            position));
  }

  /** {@code references('symbol', ['Full'])}: of each resource of a loop that is deployed. */
  private static JsonValue references(Call call, Frame frame, Position position)
      throws NoValueException {
    String name = call.text(0);
    boolean full = call.count() == 2 && isFull(call, 1);
    ResourceLoop loop = frame.environment().deployment().index().loop(name);
    if (loop == null) throw call.wrong("no copy of the template is called " + Texts.shorten(name));
    if (loop.unknown() != null) return new JsonUnknown(loop.unknown(), position);
    var state = new RuntimeState(frame.environment().world(), position);
    var all = new ArrayList<JsonValue>();
    for (Resource resource : loop.rounds()) {
      if (!resource.isThere()) continue;
      all.add(full ? state.full(resource) : state.properties(resource));
    }
    return call.of(all);
  }

  /** {@code resourceInfo('symbol')}: its id, type, name and API version. */
  private static JsonValue resourceInfo(Call call, Frame frame, Position position)
      throws NoValueException {
    String name = call.text(0);
    Resource resource = frame.environment().deployment().index().find(name);
    if (resource == null) throw noSuch(call, name, frame, position);
    var document = new Document(position).text("type", resource.type());
    if (resource.id() != null) document.text("id", resource.id());
    if (resource.name() != null) document.text("name", resource.name());
    JsonValue version = resource.raw().get("apiVersion");
    Evaluator evaluator = frame.environment().world().evaluator();
    if (version != null) {
      document.put("apiVersion", evaluator.value(version, resource.frame()));
    }
    return document.build().withRest(Reasons.elsewhere(resource.identity().describe()));
  }
}
