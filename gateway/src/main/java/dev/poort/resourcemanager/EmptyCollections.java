package dev.poort.resourcemanager;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * The collections of a gateway that answers show though nothing is in them, as Azure's do: {@code
 * az} takes one that is absent for a gateway that is not there. They are not held.
 */
final class EmptyCollections {
  private static final List<String> NAMES =
      List.of(
          "authenticationCertificates",
          "backendAddressPools",
          "backendHttpSettingsCollection",
          "backendSettingsCollection",
          "frontendIPConfigurations",
          "frontendPorts",
          "gatewayIPConfigurations",
          "httpListeners",
          "listeners",
          "privateEndpointConnections",
          "privateLinkConfigurations",
          "probes",
          "redirectConfigurations",
          "requestRoutingRules",
          "rewriteRuleSets",
          "routingRules",
          "sslCertificates",
          "sslProfiles",
          "trustedClientCertificates",
          "trustedRootCertificates",
          "urlPathMaps");

  private static final Set<String> ALL = Set.copyOf(NAMES);

  private EmptyCollections() {}

  /** Adds those that are absent to what a client reads. */
  static void addTo(Document properties, JsonObject held) {
    for (String name : NAMES) {
      if (held.get(name) == null) properties.values(name, List.of());
    }
  }

  /** Properties without those that are empty, to be held. */
  static JsonObject without(JsonObject properties) {
    var rest = new JsonObject.Builder();
    for (JsonMember member : properties.members()) {
      boolean empty = member.value() instanceof JsonArray array && array.elements().isEmpty();
      if (!empty || !ALL.contains(member.name())) rest.put(member);
    }
    return rest.build(properties.position());
  }
}
