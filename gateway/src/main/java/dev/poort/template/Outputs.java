package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.json.Position;
import dev.poort.template.function.FunctionException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outputs of a deployment. Source: "Outputs in ARM templates". Worked out when asked. */
final class Outputs {
  private final Deployment deployment;
  private final Map<String, JsonValue> values = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final SecretNames secrets = new SecretNames();

  Outputs(Deployment deployment) {
    this.deployment = deployment;
  }

  /** The values by their names, without those of false conditions. */
  JsonObject values() {
    var made = new JsonObject.Builder();
    for (JsonMember member : declared()) {
      JsonObject output = output(member);
      if (output == null || !isThere(member.name(), output)) continue;
      JsonValue value = value(member.name(), output);
      var subject =
          new Subject("the output " + Texts.shorten(member.name()), isSecret(member.name()));
      deployment.frame().environment().types().fits(value, output, subject);
      made.put(member.name(), value);
    }
    return made.build(deployment.template().position());
  }

  private @Nullable JsonObject output(JsonMember member) {
    if (member.value() instanceof JsonObject output) return output;
    String what = "the output " + Texts.shorten(member.name()) + " is " + member.value().kind();
    error(what, member.value(), "Write { \"type\": ..., \"value\": ... }");
    return null;
  }

  /** All as {@code reference} gives them: each with its type and value. */
  JsonObject described(Position position) throws FunctionException {
    var made = new JsonObject.Builder();
    for (JsonMember member : declared()) {
      if (member.value() instanceof JsonObject output && isThere(member.name(), output)) {
        made.put(member.name(), described(member.name(), position));
      }
    }
    return made.build(position);
  }

  /** One as {@code reference} gives it: its type and value. */
  JsonValue described(String name, Position position) throws FunctionException {
    JsonObject output = declared(name);
    if (output == null || !isThere(name, output)) {
      List<String> names = declared().stream().map(JsonMember::name).toList();
      boolean skipped = output != null;
      throw new FunctionException(
          "the deployment " + deployment.target().name() + " has no output " + Texts.shorten(name),
          skipped ? "Its condition is false" : Nearest.mend(name, names));
    }
    if (underWay.contains(ResourceName.key(name))) {
      throw new FunctionException(
          "the output " + Texts.shorten(name) + " is made of itself", "Break the circle");
    }
    var made = new JsonObject.Builder();
    JsonValue type = output.get("type");
    if (type != null) made.put("type", type);
    made.put("value", value(name, output));
    return made.build(position);
  }

  /** Whether an output must not be shown, be it that it is made of a secret. */
  boolean isSecret(String name) {
    JsonObject output = declared(name);
    if (output == null) return false;
    JsonValue written = output.get("value");
    Origin origin = written == null ? null : new Origin(written, deployment.frame());
    boolean secure = deployment.frame().environment().types().isSecure(output);
    return secrets.isSecret(name, secure, origin);
  }

  private List<JsonMember> declared() {
    JsonValue section = deployment.template().get("outputs");
    if (section instanceof JsonObject object) return List.copyOf(object.members());
    if (section != null) error("outputs is " + section.kind(), section, "Write an object");
    return List.of();
  }

  private @Nullable JsonObject declared(String name) {
    return deployment.template().get("outputs") instanceof JsonObject section
            && section.get(name) instanceof JsonObject output
        ? output
        : null;
  }

  private boolean isThere(String name, JsonObject output) {
    World world = deployment.world();
    return new Conditions(world.evaluator(), world.report())
        .hold(output.get("condition"), deployment.frame(), "the output " + name);
  }

  private JsonValue value(String name, JsonObject output) {
    JsonValue known = values.get(ResourceName.key(name));
    if (known != null) return known;
    underWay.add(ResourceName.key(name));
    JsonValue made = made(name, output);
    underWay.remove(ResourceName.key(name));
    values.put(ResourceName.key(name), made);
    return made;
  }

  private JsonValue made(String name, JsonObject output) {
    World world = deployment.world();
    if (output.get("copy") instanceof JsonObject loop) {
      return new Loops(world.evaluator(), world.report()).output(loop, name, deployment.frame());
    }
    JsonValue written = output.get("value");
    if (written != null) return world.evaluator().value(written, deployment.frame());
    error("the output " + Texts.shorten(name) + " has no value", output, "Give it one");
    return new JsonUnknown(Reasons.REPORTED, output.position());
  }

  private void error(String what, JsonValue where, String mend) {
    deployment.world().report().error(what, where.place(), mend);
  }
}
