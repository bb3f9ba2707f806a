package dev.poort.template;

import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.problem.Place;
import dev.poort.template.function.FunctionException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource that a template deploys or names as existing. Worked out when asked; one thread. */
public final class Resource {
  private static final String DEPLOYMENT = "Microsoft.Resources/deployments";

  private final Deployment deployment;
  private final JsonObject raw;
  private final Frame frame;
  private final String type;
  private final @Nullable String name;
  private final @Nullable String id;
  private @Nullable JsonObject body;
  private @Nullable JsonValue properties;
  private @Nullable Deployment nested;
  private boolean nestedKnown;

  Resource(Deployment deployment, JsonObject raw, @Nullable Resource parent, Frame frame) {
    this.deployment = deployment;
    this.raw = raw;
    this.frame = frame;
    String ownType = text("type");
    String ownName = text("name");
    type = within(parent == null ? null : parent.type, ownType == null ? "" : ownType);
    name = ownName == null ? null : within(parent == null ? null : parent.name, ownName);
    id = name == null ? null : ResourceIds.id(prefix(), type, name);
  }

  /** A child's type and name go on from its parent's, unless they are whole already. */
  private static String within(@Nullable String parent, String own) {
    boolean whole = parent == null || own.contains("/");
    return whole ? own : parent + "/" + own;
  }

  private String prefix() {
    String scope = text("scope");
    if (isDeployment() || scope == null) return target().prefix();
    if (scope.equals("/")) return "";
    if (scope.startsWith("/")) return scope;
    int slash = scope.lastIndexOf('/');
    String of =
        slash < 0
            ? null
            : ResourceIds.id(
                target().prefix(), scope.substring(0, slash), scope.substring(slash + 1));
    return of == null ? target().prefix() + "/providers/" + scope : of;
  }

  private @Nullable String text(String member) {
    JsonValue value = member(member);
    return value instanceof JsonString text ? text.text() : null;
  }

  private @Nullable JsonValue member(String name) {
    JsonValue value = raw.get(name);
    return value == null ? null : deployment.world().evaluator().value(value, frame);
  }

  /** Its full type, such as {@code Microsoft.Network/virtualNetworks/subnets}. */
  public String type() {
    return type;
  }

  /** Its full name, with those of its parents before slashes; null when it cannot be told. */
  public @Nullable String name() {
    return name;
  }

  /** Its id in Azure; null when it cannot be told. */
  public @Nullable String id() {
    return id;
  }

  /** The resource as it is written, for the place where it stands. */
  public JsonObject written() {
    return (JsonObject) raw.at(raw.position().by(deployment.chain()));
  }

  private Place place() {
    return written().place();
  }

  /** Whether it is there already and the template only names it. */
  public boolean isExisting() {
    return raw.get("existing") instanceof JsonBoolean flag && flag.value();
  }

  boolean isDeployment() {
    return DEPLOYMENT.equalsIgnoreCase(type);
  }

  /** The whole resource with its expressions evaluated; type and name are the full ones. */
  public JsonObject body() {
    JsonObject known = body;
    return known != null ? known : deployment.world().bounded(unread(), this::made);
  }

  /** What stands for it when the template asks for too much. */
  private JsonObject unread() {
    var members = new JsonObject.Builder();
    members.put("properties", new JsonUnknown(Reasons.REPORTED, raw.position()));
    return members.build(raw.position());
  }

  private JsonObject made() {
    var members = new JsonObject.Builder();
    for (JsonMember member : raw.members()) {
      switch (member.name().toLowerCase(Locale.ROOT)) {
        case "copy", "condition", "resources", "dependson", "comments", "existing" -> {}
        case "properties" ->
            members.put(new JsonMember(member.name(), properties(), member.position()));
        case "type" -> put(member, type, members);
        case "name" -> put(member, name, members);
        default ->
            members.put(
                new JsonMember(
                    member.name(),
                    deployment.world().evaluator().value(member.value(), frame),
                    member.position()));
      }
    }
    JsonObject made = members.build(raw.position().by(deployment.chain()));
    body = made;
    return made;
  }

  private void put(JsonMember member, @Nullable String text, JsonObject.Builder members) {
    JsonValue value = deployment.world().evaluator().value(member.value(), frame);
    JsonValue full = text == null ? value : new JsonString(text, value.position());
    members.put(new JsonMember(member.name(), full, member.position()));
  }

  /** Its properties; an empty object when it has none. */
  JsonValue properties() {
    JsonValue known = properties;
    if (known != null) return known;
    JsonValue evaluated = member("properties");
    JsonValue made = evaluated == null ? new JsonObject.Builder().build(raw.position()) : evaluated;
    properties = made;
    return made;
  }

  /** Its properties as {@code reference} gives them: with what Azure adds. */
  JsonValue runtimeProperties(Position position) {
    JsonUnknown.Reason rest = Reasons.elsewhere(describe());
    if (isExisting()) return new JsonUnknown(rest, position);
    if (!(properties() instanceof JsonObject own)) return properties();
    Map<String, JsonValue> more =
        deployment.world().request().deployed().properties(type, name == null ? "" : name, own);
    var members = new JsonObject.Builder();
    own.members().forEach(members::put);
    more.forEach(members::put);
    return members.build(own.position()).withRest(rest);
  }

  /** The whole resource as {@code reference(..., 'Full')} gives it. */
  JsonValue runtimeBody(Position position) {
    var members = new JsonObject.Builder();
    if (!isExisting()) body().members().forEach(members::put);
    members.put("properties", runtimeProperties(position));
    if (id != null) members.put("resourceId", new JsonString(id, position));
    return members.build(position).withRest(Reasons.elsewhere(describe()));
  }

  String describe() {
    return "the resource " + (name == null ? type : name);
  }

  /** The deployment that it is; null when it is none, or its template is not to be had. */
  @Nullable Deployment nested() {
    if (!isDeployment() || isExisting()) return null;
    if (!nestedKnown) {
      nestedKnown = true;
      nested = new NestedDeployment(this, deployment, raw, frame).read();
    }
    return nested;
  }

  /** An output of the deployment that it is. */
  JsonValue output(String output, Position position) throws FunctionException {
    Deployment inner = nested();
    if (inner != null) return inner.output(output, position);
    String what = "the output " + output + " of the deployment " + (name == null ? "" : name);
    return new JsonUnknown(Reasons.elsewhere(what), position);
  }

  /** Where the resources are deployed that stand beside this one. */
  private Scope target() {
    return deployment.scope();
  }

  /** Works out all that nobody has asked for. */
  void rest() {
    if (raw.get("type") == null) {
      deployment.world().report().error("a resource has no type", place(), "Give it one");
    }
    if (raw.get("name") == null && raw.get("import") == null) {
      deployment.world().report().error("a resource has no name", place(), "Give it one");
    } else if (name != null && id == null && type.contains("/")) {
      String what = "the name " + Texts.shorten(name) + " does not fit the type " + type;
      deployment
          .world()
          .report()
          .error(what, place(), "Give it a name for each type, with slashes");
    }
    JsonValue depends = raw.get("dependsOn");
    if (depends != null) deployment.world().evaluator().value(depends, frame);
    if (!isDeployment()) {
      body();
      return;
    }
    Deployment inner = nested();
    if (inner != null) inner.rest();
  }
}
