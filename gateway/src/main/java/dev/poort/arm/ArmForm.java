package dev.poort.arm;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Gives a gateway the form that ARM has. Names are spelled as ARM spells them, and the properties
 * of an object stand under {@code properties}, where the Azure command line prints them beside its
 * name.
 */
final class ArmForm {
  /** Arrays whose elements have {@code properties}. */
  private static final Set<String> SUB_RESOURCES =
      words(
          "authenticationCertificates backendAddressPools backendHttpSettingsCollection"
              + " backendSettingsCollection entraJWTValidationConfigs frontendIPConfigurations"
              + " frontendPorts gatewayIPConfigurations httpListeners ipConfigurations listeners"
              + " loadDistributionPolicies loadDistributionTargets pathRules"
              + " privateEndpointConnections privateLinkConfigurations probes"
              + " redirectConfigurations requestRoutingRules rewriteRuleSets routingRules"
              + " sslCertificates sslProfiles trustedClientCertificates trustedRootCertificates"
              + " urlPathMaps");

  private static final Set<String> BESIDE_PROPERTIES =
      words(
          "id name type etag resourceGroup location tags zones identity apiVersion dependsOn"
              + " comments condition scope kind plan managedBy systemData extendedLocation");

  /** Objects whose names are the user's own. */
  private static final Set<String> VERBATIM = words("tags userAssignedIdentities");

  private ArmForm() {}

  private static Set<String> words(String list) {
    return Set.of(list.toLowerCase(Locale.ROOT).split(" "));
  }

  /** Whether the elements of an array of that name have {@code properties}. */
  static boolean isCollection(String name) {
    return SUB_RESOURCES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The same gateway in that form. */
  static JsonObject of(JsonObject gateway) {
    return resource(gateway, ArmType.GATEWAY.vocabulary()::knows);
  }

  private static JsonObject resource(JsonObject written, Predicate<String> isProperty) {
    var beside = new JsonObject.Builder();
    var properties = new JsonObject.Builder();
    JsonObject within = written.get("properties") instanceof JsonObject object ? object : null;
    if (within != null) within.members().forEach(member -> properties.put(member(member)));
    boolean empty = within == null;
    for (JsonMember member : written.members()) {
      String key = key(member);
      if (key.equals("properties")) {
        boolean replaced = within != null || member.value() instanceof JsonNull;
        if (!replaced) beside.put(member);
      } else if (BESIDE_PROPERTIES.contains(key) || !isProperty.test(key)) {
        beside.put(member(member));
      } else if (within == null || ArmObject.isAbsent(within.get(key))) {
        properties.put(member(member));
        empty = false;
      }
    }
    if (!empty) beside.put("properties", properties.build(written.position()));
    return beside.build(written.position());
  }

  private static JsonMember member(JsonMember member) {
    String key = key(member);
    JsonValue value = member.value();
    JsonValue formed = VERBATIM.contains(key) ? value : value(value, SUB_RESOURCES.contains(key));
    return new JsonMember(Spelling.of(member.name()), formed, member.position());
  }

  private static JsonValue value(JsonValue value, boolean subResources) {
    return switch (value) {
      case JsonArray array ->
          new JsonArray(
              array.elements().stream().map(one -> element(one, subResources)).toList(),
              array.position());
      case JsonObject object -> {
        var members = new JsonObject.Builder();
        object.members().forEach(member -> members.put(member(member)));
        yield members.build(object.position());
      }
      default -> value;
    };
  }

  private static JsonValue element(JsonValue element, boolean subResource) {
    return subResource && element instanceof JsonObject object
        ? resource(object, _ -> true)
        : value(element, false);
  }

  private static String key(JsonMember member) {
    return member.name().toLowerCase(Locale.ROOT);
  }
}
