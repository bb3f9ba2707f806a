package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Finds the resources of a template: an array, or an object of symbolic names (languageVersion
 * 2.0), with those within others, and one for each round of a loop.
 */
final class ResourceSection {
  private final Deployment deployment;
  private final Report report;
  private final Evaluator evaluator;
  private final ResourceIndex found;

  /**
   * @param found where the resources are added
   */
  ResourceSection(Deployment deployment, ResourceIndex found) {
    this.deployment = deployment;
    report = deployment.world().report();
    evaluator = deployment.world().evaluator();
    this.found = found;
  }

  /**
   * Where a resource is written.
   *
   * @param symbol its symbolic name; empty for none
   * @param parent the resource that it is written in; null for none
   * @param frame where its expressions are evaluated
   */
  private record Spot(String symbol, @Nullable Resource parent, Frame frame) {
    Spot round(String loop, int index) {
      String name = symbol.isEmpty() ? "" : symbol + "[" + index + "]";
      return new Spot(
          name, parent, frame.with(new Locals.Loop(loop, index, false, frame.locals())));
    }
  }

  void read() {
    JsonValue section = deployment.template().get("resources");
    if (section != null) section(section, null, deployment.frame());
  }

  private void section(JsonValue section, @Nullable Resource parent, Frame frame) {
    switch (section) {
      case JsonArray array ->
          array.elements().forEach(element -> add(element, new Spot("", parent, frame)));
      case JsonObject object -> {
        for (JsonMember member : object.members()) {
          add(member.value(), new Spot(member.name(), parent, frame));
        }
      }
      default ->
          report.error("resources is " + section.kind(), section.place(), "Write an array of them");
    }
  }

  private void add(JsonValue raw, Spot spot) {
    if (deployment.world().isFull()) return;
    if (!(raw instanceof JsonObject object)) {
      report.error("a resource is " + raw.kind(), raw.place(), "Write an object");
      return;
    }
    switch (object.get("copy")) {
      case null -> addOne(object, spot);
      case JsonObject loop -> addLoop(object, loop, spot);
      case JsonValue wrong ->
          report.error("copy is " + wrong.kind(), wrong.place(), "Write { \"count\": ... }");
    }
  }

  private void addLoop(JsonObject raw, JsonObject loop, Spot spot) {
    JsonValue written = loop.get("name");
    String name =
        written != null && evaluator.value(written, spot.frame) instanceof JsonString text
            ? text.text()
            : spot.symbol;
    JsonValue count = new Loops(evaluator, report).count(loop, name, spot.frame);
    var rounds = new ArrayList<Resource>();
    if (count instanceof JsonNumber number) {
      int size = Integer.parseInt(number.text());
      for (int i = 0; i < size && !deployment.world().isFull(); i++) {
        rounds.add(addOne(raw, spot.round(name, i)));
      }
    }
    JsonUnknown.Reason unknown = count instanceof JsonUnknown value ? value.reason() : null;
    if (unknown != null) warn(unknown, loop, name);
    found.add(new ResourceLoop(name, raw, rounds, unknown), spot.symbol);
  }

  private void warn(JsonUnknown.Reason unknown, JsonObject loop, String name) {
    if (unknown.kind() == JsonUnknown.Kind.WRONG) return;
    String what = "how many copies there are of " + Texts.shorten(name) + " cannot be told: ";
    report.warning(what + unknown.what(), loop.place(), unknown.mend());
  }

  private Resource addOne(JsonObject raw, Spot spot) {
    Resource resource = new Resource(deployment, raw, spot.parent, spot.frame);
    found.add(resource, spot.symbol);
    deployment.world().add(resource);
    JsonValue children = raw.get("resources");
    boolean childless = resource.isThere() && resource.isDeployment();
    if (children != null && !childless) section(children, resource, spot.frame);
    return resource;
  }
}
