package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of what a client sends what is held: without what only the server says. */
final class GatewayEdits {
  private static final Set<String> READ_ONLY =
      Set.of("provisioningState", "operationalState", "resourceGuid");
  private static final Set<String> READ_ONLY_BESIDE =
      Set.of("id", "name", "type", "etag", "resourceGroup", "apiVersion", "dependsOn");
  private static final Set<String> READ_ONLY_OF_PARTS =
      Set.of("id", "type", "etag", "resourceGroup");

  private GatewayEdits() {}

  /**
   * A gateway that is put.
   *
   * @param form what was sent, in ARM's form
   * @param before what was there; null for nothing
   * @param location that of its group
   */
  static Held put(ResourceId id, JsonObject form, @Nullable Held before, String location) {
    JsonObject old = before == null ? null : before.properties();
    JsonObject sent = Document.without(Document.object(form, "properties"), READ_ONLY);
    JsonObject properties = EmptyCollections.without(Secrets.kept(withoutReadOnly(sent), old));
    String guid = Document.text(old, "resourceGuid");
    String state = Document.text(old, "operationalState");
    JsonObject full =
        new Document(properties)
            .text("resourceGuid", guid == null ? UUID.randomUUID().toString() : guid)
            .text("operationalState", state == null ? "Running" : state)
            .build();
    return Held.of(id, head(id, form, location).put("properties", full).build(), null);
  }

  /** What any resource has beside its properties. */
  static Document head(ResourceId id, JsonObject sent, String location) {
    Document head =
        new Document()
            .text("id", id.toString())
            .text("name", id.name())
            .text("type", id.type())
            .text("location", Document.text(sent, "location"));
    if (Document.text(sent, "location") == null) head.text("location", location);
    JsonObject rest = Document.without(sent, READ_ONLY_BESIDE);
    for (JsonMember member : Document.without(rest, Set.of("location", "properties")).members()) {
      head.put(member.name(), member.value());
    }
    return head;
  }

  /** A gateway with another state. */
  static Held withState(Held gateway, String state) {
    JsonObject properties =
        new Document(gateway.properties()).text("operationalState", state).build();
    JsonObject document = Document.with(gateway.document(), "properties", properties);
    return Held.of(gateway.id(), document, null);
  }

  /** Parts without the ids, types, etags and states that answers show. */
  static JsonObject withoutReadOnly(JsonObject properties) {
    var rest = new JsonObject.Builder();
    for (JsonMember member : properties.members()) {
      JsonValue value = member.value();
      if (value instanceof JsonArray array) value = withoutReadOnly(array, member.name());
      rest.put(new JsonMember(member.name(), value, member.position()));
    }
    return rest.build(properties.position());
  }

  private static JsonArray withoutReadOnly(JsonArray array, String name) {
    List<JsonValue> rest = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      boolean part =
          element instanceof JsonObject object
              && object.get("name") instanceof JsonString
              && (GatewayResource.isCollection(name) || object.get("properties") != null);
      rest.add(part ? part((JsonObject) element) : element);
    }
    return new JsonArray(rest, array.position());
  }

  private static JsonObject part(JsonObject part) {
    JsonObject bare = Document.without(part, READ_ONLY_OF_PARTS);
    if (!(bare.get("properties") instanceof JsonObject properties)) return bare;
    JsonObject own = Document.without(properties, Set.of("provisioningState"));
    return Document.with(bare, "properties", withoutReadOnly(own));
  }
}
