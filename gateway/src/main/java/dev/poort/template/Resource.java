package dev.poort.template;

import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource that a template deploys or names as existing. Worked out when asked; one thread. */
public final class Resource {
  private final Deployment deployment;
  private final JsonObject raw;
  private final Frame frame;
  private final @Nullable Resource parent;
  private final boolean condition;
  private final ResourceBody body = new ResourceBody(this);
  private @Nullable ResourceName identity;
  private @Nullable NestedDeployment nested;

  /**
   * @param deployment in which it stands
   * @param parent the resource that it is written in; null for none
   * @param frame where its expressions are evaluated
   */
  Resource(Deployment deployment, JsonObject raw, @Nullable Resource parent, Frame frame) {
    this.deployment = deployment;
    this.raw = raw;
    this.parent = parent;
    this.frame = frame;
    World world = deployment.world();
    var conditions = new Conditions(world.evaluator(), world.report());
    condition = conditions.hold(raw.get("condition"), frame, "a resource");
  }

  /** Its full type, such as {@code Microsoft.Network/virtualNetworks/subnets}. */
  public String type() {
    return identity().type();
  }

  /** Its full name, with those of its parents before slashes; null when it cannot be told. */
  public @Nullable String name() {
    return identity().name();
  }

  /** Its id in Azure; null when it cannot be told. */
  public @Nullable String id() {
    return identity().id();
  }

  /** The resource as it is written, for the place where it stands. */
  public JsonObject written() {
    return (JsonObject) raw.at(raw.position().by(deployment.target().chain()));
  }

  /** Whether it is there already and the template only names it. */
  public boolean isExisting() {
    return raw.get("existing") instanceof JsonBoolean flag && flag.value();
  }

  /**
   * What it is called. That of a resource with a false condition is worked out only where somebody
   * asks for it: it may be made of what is not there.
   */
  ResourceName identity() {
    ResourceName known = identity;
    if (known != null) return known;
    ResourceName around = parent == null ? null : parent.identity();
    Evaluator evaluator = deployment.world().evaluator();
    ResourceName made = ResourceName.of(raw, around, deployment.scope(), frame, evaluator);
    identity = made;
    return made;
  }

  Deployment deployment() {
    return deployment;
  }

  JsonObject raw() {
    return raw;
  }

  Frame frame() {
    return frame;
  }

  Place place() {
    return written().place();
  }

  /** All ids by which functions may ask for it. */
  List<String> ids() {
    String id = identity().id();
    String name = identity().name();
    if (id == null || name == null) return List.of();
    if (!isDeployment()) return List.of(id);
    String here = ResourceIds.id(deployment.scope().idPrefix(), identity().type(), name);
    return here == null || here.equals(id) ? List.of(id) : List.of(id, here);
  }

  /** Whether the template deploys it: its condition holds, and it is not there already. */
  boolean isDeployed() {
    return condition && !isExisting();
  }

  /** Whether its condition holds. */
  boolean isThere() {
    return condition;
  }

  /** Its condition as it was worked out; true where it has none. */
  JsonValue condition() {
    JsonValue written = raw.get("condition");
    return written == null
        ? new JsonBoolean(true, raw.position())
        : deployment.world().evaluator().value(written, frame);
  }

  boolean isDeployment() {
    return identity().isDeployment();
  }

  /** Whether it is none of Azure Resource Manager but of an extension, such as Microsoft Graph. */
  boolean isExtension() {
    return raw.get("extension") != null || raw.get("import") != null;
  }

  /** The whole resource with its expressions evaluated; type and name are the full ones. */
  public JsonObject body() {
    return deployment.world().bounded(unread(), body::whole);
  }

  /**
   * One of its properties, without working out the others, which may be made of it; null when it is
   * not written there.
   */
  public @Nullable JsonValue property(String name) {
    JsonValue written = raw.get("properties") instanceof JsonObject all ? all.get(name) : null;
    if (written == null) return null;
    World world = deployment.world();
    return world.bounded(written, () -> world.evaluator().value(written, frame));
  }

  /** What stands for it when the template asks for too much. */
  private JsonObject unread() {
    var members = new JsonObject.Builder();
    members.put("properties", new JsonUnknown(Reasons.REPORTED, raw.position()));
    return members.build(raw.position());
  }

  ResourceBody evaluated() {
    return body;
  }

  /** The deployment that it is, if it is one. */
  NestedDeployment nested() {
    NestedDeployment known = nested;
    if (known != null) return known;
    var made = new NestedDeployment(this);
    nested = made;
    return made;
  }

  /** Works out all that nobody has asked for. */
  void rest() {
    if (!condition) return;
    new ResourceChecks(this, deployment.world().report()).run();
    if (isDeployed()) body();
    Deployment inner = isDeployment() && isDeployed() ? nested().deployment() : null;
    if (inner != null) inner.rest();
  }
}
