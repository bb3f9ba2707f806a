package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Credential;
import dev.poort.config.SslCertificate;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resources as clients read them: with ids, types, etags and states at every level, and without
 * secrets.
 *
 * @param address the address of a public IP
 */
record Views(Function<ResourceId, String> address) {
  private static final Set<String> FIRST = Set.of("id", "name", "type", "etag", "properties");
  private static final String NETWORK = "microsoft.network/";

  /** What a client reads of a resource. */
  JsonObject of(Held held) {
    String type = held.id().type().toLowerCase(Locale.ROOT);
    JsonObject document = held.document();
    if (type.equals("microsoft.resources/deployments")) return document;
    JsonObject properties = properties(held, type);
    Document view =
        new Document()
            .text("id", held.id().toString())
            .text("name", held.id().name())
            .text("type", held.id().type());
    if (!held.id().isGroup()) view.text("etag", held.etag());
    for (JsonMember member : document.members()) {
      if (!FIRST.contains(member.name().toLowerCase(Locale.ROOT))) {
        view.put(member.name(), member.value());
      }
    }
    return view.put("properties", properties).build();
  }

  private JsonObject properties(Held held, String type) {
    JsonObject own = held.properties();
    own = Secrets.hidden(own, type);
    if (type.startsWith(NETWORK)) own = new Network(held).properties(own);
    Document properties = new Document().text("provisioningState", "Succeeded");
    own.members().forEach(member -> properties.put(member.name(), member.value()));
    if (type.equals("microsoft.network/publicipaddresses")) {
      properties.text("ipAddress", address.apply(held.id()));
    }
    if (held.isOf(GatewayResource.TYPE)) EmptyCollections.addTo(properties, own);
    if (held.isOf(FirewallPolicies.TYPE)) FirewallPolicies.addTo(properties, own);
    if (held.isOf(UserAssignedIdentities.TYPE)) {
      UserAssignedIdentities.properties(held.id()).forEach(properties::put);
    }
    return properties.build();
  }

  /** A part of a resource, as clients read it; null when there is none of that id. */
  @Nullable JsonObject part(Held held, ResourceId id) {
    JsonObject found = of(held);
    List<String> rest = id.segments().subList(held.id().segments().size(), id.segments().size());
    for (int i = 0; i + 1 < rest.size() && found != null; i += 2) {
      found = named(found, rest.get(i), rest.get(i + 1));
    }
    return found;
  }

  private static @Nullable JsonObject named(JsonObject around, String collection, String name) {
    JsonObject properties = Document.object(around, "properties");
    return Document.objects(properties, collection).stream()
        .filter(each -> name.equalsIgnoreCase(Document.text(each, "name")))
        .findFirst()
        .orElse(null);
  }

  /** All parts of one collection; null when the resource has no such collection. */
  @Nullable List<JsonObject> parts(Held held, ResourceId collection) {
    JsonObject around =
        collection.segments().size() == held.id().segments().size() + 1
            ? of(held)
            : part(held, collection.withoutLast());
    JsonObject properties = Document.object(around, "properties");
    return properties.get(collection.name()) instanceof JsonArray
        ? Document.objects(properties, collection.name())
        : null;
  }

  /** A resource of Microsoft.Network, whose parts have ids of their own. */
  private record Network(Held held) {
    JsonObject properties(JsonObject own) {
      return within(own, held.id(), held.id().type());
    }

    private JsonObject within(JsonObject properties, ResourceId around, String type) {
      var shown = new JsonObject.Builder();
      for (JsonMember member : properties.members()) {
        JsonValue value = member.value();
        if (value instanceof JsonArray array) value = array(array, member.name(), around, type);
        shown.put(new JsonMember(member.name(), value, member.position()));
      }
      return shown.build(properties.position());
    }

    private JsonArray array(JsonArray array, String name, ResourceId around, String type) {
      List<JsonValue> shown = new ArrayList<>();
      for (JsonValue element : array.elements()) {
        boolean part =
            element instanceof JsonObject object
                && object.get("name") instanceof JsonString
                && (GatewayResource.isCollection(name) || object.get("properties") != null);
        shown.add(part ? part((JsonObject) element, name, around, type) : element);
      }
      return new JsonArray(shown, array.position());
    }

    private JsonObject part(JsonObject part, String collection, ResourceId around, String type) {
      String name = String.valueOf(Document.text(part, "name"));
      ResourceId id = around.with(collection, name);
      String own = type + "/" + collection;
      Document shown =
          new Document()
              .text("name", name)
              .text("id", id.toString())
              .text("etag", held.etag())
              .text("type", own);
      for (JsonMember member : part.members()) {
        if (!FIRST.contains(member.name().toLowerCase(Locale.ROOT))) {
          shown.put(member.name(), member.value());
        }
      }
      Document properties = new Document().text("provisioningState", "Succeeded");
      JsonObject written = within(Document.object(part, "properties"), id, own);
      if (collection.equalsIgnoreCase("sslCertificates")) written = certificate(written, name);
      written.members().forEach(member -> properties.put(member.name(), member.value()));
      return shown.put("properties", properties.build()).build();
    }

    /** Of a certificate with a key clients see the public part alone, as Azure shows it. */
    private JsonObject certificate(JsonObject written, String name) {
      JsonObject shown = Document.without(written, Secrets.OF_CERTIFICATES);
      ApplicationGateway gateway = held.gateway();
      if (gateway == null) return shown;
      return gateway.sslCertificates().stream()
          .filter(each -> each.name().equalsIgnoreCase(name))
          .map(SslCertificate::credential)
          .filter(Objects::nonNull)
          .map(Credential::publicCertData)
          .findFirst()
          .map(data -> new Document(shown).text("publicCertData", data).build())
          .orElse(shown);
    }
  }
}
