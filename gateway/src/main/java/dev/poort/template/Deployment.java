package dev.poort.template;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template that is deployed: the one of the file, a nested or a linked one. */
final class Deployment {
  private final World world;
  private final Target target;
  private final JsonObject template;
  private final Frame frame;
  private final ResourceIndex resources = new ResourceIndex();
  private final Outputs outputs = new Outputs(this);
  private boolean enumerated;

  /**
   * @param given what is passed to the parameters, by names in lower case
   * @param outer where expressions are evaluated before (ARM: outer scope); null for nowhere
   */
  Deployment(
      World world,
      Target target,
      JsonObject template,
      Map<String, Given> given,
      @Nullable Frame outer) {
    this.world = world;
    this.target = target;
    this.template = template;
    world.count(size(template));
    frame = new Environment(world, this, template, given, outer).frame();
  }

  /** How much its sections declare, which is read once for each deployment. */
  private static int size(JsonObject template) {
    int size = 1;
    for (JsonMember section : template.members()) {
      size +=
          switch (section.value()) {
            case JsonObject object -> object.members().size();
            case JsonArray array -> array.elements().size();
            default -> 0;
          };
    }
    return size;
  }

  World world() {
    return world;
  }

  Target target() {
    return target;
  }

  Scope scope() {
    return target.scope();
  }

  JsonObject template() {
    return template;
  }

  Frame frame() {
    return frame;
  }

  Outputs outputs() {
    return outputs;
  }

  /** Whether the template is written in languageVersion 2.0 or a later one. */
  boolean isVersion2() {
    return template.get("languageVersion") instanceof JsonString version
        && version.text().startsWith("2.");
  }

  /** Whether resources have symbolic names (languageVersion 2.0). */
  boolean isSymbolic() {
    return template.get("resources") instanceof JsonObject;
  }

  /** All resources and their names. While they are being found, those found so far. */
  ResourceIndex index() {
    if (!enumerated) {
      enumerated = true;
      new ResourceSection(this, resources).read();
      resources.complete();
    }
    return resources;
  }

  /** What is there once it is deployed, with what exists already, in the order of the template. */
  List<Resource> resources() {
    return index().all().stream().filter(Resource::isThere).toList();
  }

  /** Works out all that nobody has asked for, so that all that is wrong is found. */
  void rest() {
    Sections.check(template, target.chain(), world.report());
    new Refusals(this).check();
    frame.environment().rest();
    index().all().forEach(Resource::rest);
    index().twice().forEach(this::twice);
    new Dependencies(this).check();
    outputs.values();
    asserts();
  }

  private void twice(Resource resource) {
    String what = resource.identity().describe() + " is in the template twice";
    world.report().error(what, resource.place(), "Take one of them out");
  }

  private void asserts() {
    if (!(template.get("asserts") instanceof JsonObject section)) return;
    for (JsonMember member : section.members()) {
      JsonValue value = world.evaluator().value(member.value(), frame);
      boolean holds = value instanceof JsonUnknown || isTrue(value);
      if (holds) continue;
      String what = "the assert " + Texts.shorten(member.name()) + " is " + Texts.shown(value);
      world.report().error(what, value.place(), "");
    }
  }

  private static boolean isTrue(JsonValue value) {
    return value instanceof JsonBoolean flag && flag.value();
  }
}
