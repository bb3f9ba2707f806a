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
import dev.poort.json.Nearest;
import dev.poort.json.Position;
import dev.poort.template.function.FunctionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template that is deployed: the one of the file, a nested or a linked one. */
final class Deployment {
  private final World world;
  private final String name;
  private final JsonObject template;
  private final Scope scope;
  private final int nesting;
  private final Position.Trail chain;
  private final Frame frame;
  private final List<Resource> resources = new ArrayList<>();
  private final Map<String, Resource> symbolic = new HashMap<>();
  private final Map<String, JsonValue> outputs = new HashMap<>();
  private boolean enumerated;

  /** A template with parameters and variables of its own (ARM: inner scope). */
  Deployment(
      World world,
      String name,
      JsonObject template,
      Scope scope,
      Map<String, Given> given,
      int nesting,
      Position.Trail chain) {
    this.world = world;
    this.name = name;
    this.template = template;
    this.scope = scope;
    this.nesting = nesting;
    this.chain = chain;
    frame = new Environment(world, this, template, given).frame();
    world.add(this);
  }

  /** A template whose expressions are evaluated where its deployment stands (ARM: outer scope). */
  Deployment(
      World world,
      String name,
      JsonObject template,
      Scope scope,
      Frame outer,
      int nesting,
      Position.Trail chain) {
    this.world = world;
    this.name = name;
    this.template = template;
    this.scope = scope;
    this.nesting = nesting;
    this.chain = chain;
    frame = outer;
    world.add(this);
  }

  World world() {
    return world;
  }

  String name() {
    return name;
  }

  JsonObject template() {
    return template;
  }

  Scope scope() {
    return scope;
  }

  /** How many deployments this one is in. */
  int nesting() {
    return nesting;
  }

  Position.Trail chain() {
    return chain;
  }

  Frame frame() {
    return frame;
  }

  /** Whether resources have symbolic names (languageVersion 2.0). */
  boolean isSymbolic() {
    return template.get("resources") instanceof JsonObject;
  }

  /**
   * The resource of a symbolic name, {@code name[3]} for one of a loop; null when there is none.
   */
  @Nullable Resource symbolic(String reference) {
    if (!isSymbolic()) return null;
    resources();
    return symbolic.get(reference.toLowerCase(Locale.ROOT));
  }

  /** The resources of a loop with a symbolic name, in its order. */
  List<Resource> loop(String reference) {
    var all = new ArrayList<Resource>();
    for (int i = 0; ; i++) {
      Resource resource = symbolic(reference + "[" + i + "]");
      if (resource == null) return all;
      all.add(resource);
    }
  }

  /**
   * What is deployed, with the resources within others; those that exist already too. While they
   * are being found, those found so far.
   */
  List<Resource> resources() {
    if (enumerated) return List.copyOf(resources);
    enumerated = true;
    JsonValue section = template.get("resources");
    switch (section) {
      case null -> {}
      case JsonArray array -> array.elements().forEach(element -> add(element, "", null, frame));
      case JsonObject object ->
          object.members().forEach(member -> add(member.value(), member.name(), null, frame));
      default ->
          world.report().error("resources is " + section.kind(), section.place(), "Write an array");
    }
    return List.copyOf(resources);
  }

  private void add(JsonValue raw, String symbol, @Nullable Resource parent, Frame frame) {
    if (!(raw instanceof JsonObject object)) {
      world.report().error("a resource is " + raw.kind(), raw.place(), "Write an object");
      return;
    }
    if (object.get("copy") instanceof JsonObject loop) {
      copies(object, loop, symbol, parent, frame);
    } else {
      addOne(object, symbol, parent, frame);
    }
  }

  private void copies(
      JsonObject raw, JsonObject loop, String symbol, @Nullable Resource parent, Frame frame) {
    String name = loop.get("name") instanceof JsonString text ? text.text() : symbol;
    JsonValue count = new Loops(world.evaluator(), world.report()).count(loop, name, frame);
    if (!(count instanceof JsonNumber number)) {
      String what = "how many copies there are of " + Texts.shorten(name) + " cannot be told";
      String mend = count instanceof JsonUnknown unknown ? unknown.reason().mend() : "";
      world.report().warning(what, loop.place(), mend);
      return;
    }
    for (int i = 0; i < Integer.parseInt(number.text()); i++) {
      Frame round = frame.with(new Locals.Loop(name, i, false, frame.locals()));
      addOne(raw, symbol.isEmpty() ? "" : symbol + "[" + i + "]", parent, round);
    }
  }

  private void addOne(JsonObject raw, String symbol, @Nullable Resource parent, Frame frame) {
    Resource resource = new Resource(this, raw, parent, frame);
    boolean deployed = isTrue(raw.get("condition"), frame);
    if (deployed && !world.add(resource)) {
      String what = "the template has more than " + World.MAX_RESOURCES + " resources";
      world.report().error(what, raw.place(), "Make its copies smaller");
      return;
    }
    if (deployed) {
      resources.add(resource);
      if (!symbol.isEmpty()) symbolic.put(symbol.toLowerCase(Locale.ROOT), resource);
    }
    if (raw.get("resources") instanceof JsonArray children && !resource.isDeployment()) {
      Resource around = resource;
      children.elements().forEach(child -> add(child, "", around, frame));
    }
  }

  /** A condition that cannot be told counts as true. */
  private boolean isTrue(@Nullable JsonValue condition, Frame frame) {
    if (condition == null) return true;
    JsonValue value = world.evaluator().value(condition, frame);
    return switch (value) {
      case JsonBoolean flag -> flag.value();
      case JsonString text -> !text.text().equalsIgnoreCase("false");
      case JsonUnknown unknown -> {
        if (unknown.reason().kind() != JsonUnknown.Kind.WRONG) {
          String what = "whether this is deployed cannot be told, it counts as deployed: ";
          world
              .report()
              .warning(what + unknown.reason().what(), condition.place(), unknown.reason().mend());
        }
        yield true;
      }
      default -> {
        String what = "the condition is " + Texts.shown(value);
        world.report().error(what, value.place(), "Write true or false");
        yield true;
      }
    };
  }

  /** An output as {@code reference} gives it: its type and value. */
  JsonValue output(String name, Position position) throws FunctionException {
    JsonValue known = outputs.get(name.toLowerCase(Locale.ROOT));
    if (known != null) return known;
    JsonObject section = template.get("outputs") instanceof JsonObject object ? object : null;
    JsonMember declared = section == null ? null : section.member(name);
    if (section == null || declared == null || !(declared.value() instanceof JsonObject output)) {
      List<String> names =
          section == null ? List.of() : section.members().stream().map(JsonMember::name).toList();
      String what = "the deployment " + this.name + " has no output " + Texts.shorten(name);
      throw new FunctionException(what, Nearest.mend(name, names));
    }
    var made = new JsonObject.Builder();
    JsonValue type = output.get("type");
    if (type != null) made.put("type", type);
    made.put("value", outputValue(declared.name(), output));
    JsonObject value = made.build(position);
    outputs.put(name.toLowerCase(Locale.ROOT), value);
    return value;
  }

  /** The values of all outputs by their names. */
  JsonObject outputValues() {
    var values = new JsonObject.Builder();
    JsonValue section = template.get("outputs");
    if (section instanceof JsonObject outputs) {
      for (JsonMember member : outputs.members()) {
        if (member.value() instanceof JsonObject output && isTrue(output.get("condition"), frame)) {
          values.put(member.name(), outputValue(member.name(), output));
        }
      }
    }
    return values.build(template.position());
  }

  private JsonValue outputValue(String name, JsonObject output) {
    if (output.get("copy") instanceof JsonObject loop) {
      return new Loops(world.evaluator(), world.report()).output(loop, name, frame);
    }
    JsonValue raw = output.get("value");
    return raw == null ? new JsonNull(output.position()) : world.evaluator().value(raw, frame);
  }

  /** Works out all that nobody has asked for, so that all that is wrong is found. */
  void rest() {
    if (isInner()) frame.environment().rest();
    for (Resource resource : resources()) resource.rest();
    outputValues();
    asserts();
  }

  private boolean isInner() {
    return frame.environment().isOf(this);
  }

  private void asserts() {
    if (!(template.get("asserts") instanceof JsonObject section)) return;
    for (JsonMember member : section.members()) {
      JsonValue value = world.evaluator().value(member.value(), frame);
      if (value instanceof JsonBoolean flag && !flag.value()) {
        world.report().error("the assert " + member.name() + " fails", value.place(), "");
      }
    }
  }
}
