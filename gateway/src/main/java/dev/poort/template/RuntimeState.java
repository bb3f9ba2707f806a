package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonUnknown.Kind;
import dev.poort.json.JsonUnknown.Reason;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.function.FunctionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code reference} gives: a resource as it is once it is deployed, as far as it can be told.
 *
 * @param world whose request says what Azure adds
 * @param position where the result stands
 */
record RuntimeState(World world, Position position) {
  /** What a deployment has besides, in the words of its REST API. */
  private static final List<String> ONLY_IN_AZURE =
      List.of(
          "parameters",
          "templateHash",
          "timestamp",
          "duration",
          "correlationId",
          "providers",
          "dependencies",
          "outputResources");

  /** The properties of a resource; of a deployment, its outputs among them. */
  JsonValue properties(Resource resource) throws FunctionException {
    ResourceName identity = resource.identity();
    Reason rest = rest(resource);
    if (!resource.isDeployed()) return known(identity.type(), identity.name(), rest);
    if (resource.isDeployment()) return deployment(resource);
    resource.evaluated().mustBeReady();
    JsonValue properties = resource.evaluated().properties();
    if (!(properties instanceof JsonObject own)) return properties;
    return known(identity.type(), identity.name(), own, rest);
  }

  /** The whole resource, as {@code 'Full'} asks for it. */
  JsonValue full(Resource resource) throws FunctionException {
    JsonValue properties = properties(resource);
    resource.evaluated().mustBeReady();
    ResourceName identity = resource.identity();
    var members = new JsonObject.Builder();
    if (resource.isDeployed()) resource.body().members().forEach(members::put);
    members.put("properties", properties);
    String id = identity.id();
    String relative = identity.relativeId();
    if (id != null) members.put("id", new JsonString(id, position));
    if (relative != null) members.put("resourceId", new JsonString(relative, position));
    Scope scope = identity.scope();
    members.put("subscriptionId", new JsonString(scope.subscriptionId(), position));
    members.put("resourceGroupName", new JsonString(scope.resourceGroup(), position));
    return members.build(position).withRest(rest(resource));
  }

  /** What a resource says that no deployment deploys. */
  JsonValue outside(String id, boolean full) {
    ResourceIds.Parts parts = ResourceIds.parts(id);
    String shown = parts == null ? id : parts.name();
    Reason rest =
        Reasons.elsewhere(
            "the resource " + Texts.shorten(shown) + ", which is not in the template");
    if (parts == null) return new JsonUnknown(rest, position);
    JsonValue properties = known(parts.type(), parts.name(), rest);
    if (!full) return properties;
    return new Document(position)
        .text("id", id)
        .put("properties", properties)
        .build()
        .withRest(rest);
  }

  private JsonValue known(String type, @Nullable String name, Reason rest) {
    return known(type, name, new Document(position).build(), rest);
  }

  private JsonValue known(String type, @Nullable String name, JsonObject own, Reason rest) {
    world.count(own.members().size());
    var members = new JsonObject.Builder();
    own.members().forEach(members::put);
    world
        .request()
        .deployed()
        .properties(type, name == null ? "" : name, own)
        .forEach(members::put);
    return members.build(own.position()).withRest(rest);
  }

  private JsonValue deployment(Resource resource) throws FunctionException {
    NestedDeployment nested = resource.nested();
    Deployment deployment = nested.deployment();
    if (deployment == null) return new JsonUnknown(nested.missing(), position);
    var document =
        new Document(position)
            .put("outputs", deployment.outputs().described(position))
            .text("mode", "Incremental")
            .text("provisioningState", "Succeeded");
    for (String name : ONLY_IN_AZURE) {
      Reason reason = Reasons.member(rest(resource), name);
      document.put(name, new JsonUnknown(reason, position));
    }
    return document.build();
  }

  /** One output of a deployment: its type and value. */
  JsonValue output(Resource resource, String name) throws FunctionException {
    if (!resource.isDeployed()) return new JsonUnknown(rest(resource), position);
    Deployment deployment = resource.nested().deployment();
    if (deployment != null) return deployment.outputs().described(name, position);
    return new JsonUnknown(resource.nested().missing(), position);
  }

  /** Why what is not written cannot be told. */
  private static Reason rest(Resource resource) {
    String what = resource.identity().describe();
    if (resource.isThere()) return Reasons.elsewhere(what);
    return new Reason(
        Kind.ELSEWHERE,
        what + " is not deployed, as its condition is false",
        "Ask for it within if(), and only where it is deployed");
  }
}
