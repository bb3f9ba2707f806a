package dev.poort.arm;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the gateways in a file: the resource alone, its properties alone, or all gateways of a
 * template or a list.
 */
final class GatewayFinder {
  private static final String TYPE = "Microsoft.Network/applicationGateways";
  private static final String WANTED =
      "Give a gateway as az network application-gateway show prints it, or a template with one";

  private final Findings findings;

  GatewayFinder(Findings findings) {
    this.findings = findings;
  }

  /** The gateways in the file's order; when there is none, that is reported. */
  List<JsonObject> find(JsonValue root) {
    return switch (root) {
      case JsonArray array -> among(array.elements(), root);
      case JsonObject object -> find(object);
      default -> {
        findings.error(root, "the file holds " + root.kind() + ", not a gateway", WANTED);
        yield List.of();
      }
    };
  }

  private List<JsonObject> find(JsonObject root) {
    JsonValue resources = root.get("resources");
    String type = text(root, "type");
    if (resources != null && !isGateway(root)) return inTemplate(resources);
    if (type != null && !isGateway(root)) {
      findings.error(root, "this is a " + JsonValues.shown(type) + ", not a gateway", WANTED);
      return List.of();
    }
    boolean bare = root.get("properties") != null || hasCollections(root);
    if (isGateway(root) || bare) return List.of(root);
    String schema = text(root, "$schema");
    boolean parameters =
        schema != null && schema.toLowerCase(Locale.ROOT).contains("deploymentparameters");
    String what = parameters ? "this is a file of parameters" : "there is no gateway in the file";
    findings.error(root, what, WANTED);
    return List.of();
  }

  private List<JsonObject> inTemplate(JsonValue resources) {
    return switch (resources) {
      case JsonArray array -> among(array.elements(), resources);
      case JsonObject byName ->
          among(byName.members().stream().map(JsonMember::value).toList(), resources);
      default -> {
        findings.error(resources, "resources is " + resources.kind(), "Write an array");
        yield List.of();
      }
    };
  }

  private List<JsonObject> among(List<JsonValue> resources, JsonValue where) {
    var gateways = new ArrayList<JsonObject>();
    for (JsonValue resource : resources) {
      if (resource instanceof JsonObject object && isGateway(object)) gateways.add(object);
    }
    if (gateways.isEmpty()) {
      findings.error(where, "none of the resources is of type " + TYPE, WANTED);
    } else {
      reportOthers(resources.size() - gateways.size(), where);
    }
    return gateways;
  }

  private void reportOthers(int others, JsonValue where) {
    if (others == 0) return;
    String what =
        others == 1 ? "another resource was not read" : others + " other resources were not read";
    findings.warning(where, what, "");
  }

  private static boolean isGateway(JsonObject object) {
    return TYPE.equalsIgnoreCase(text(object, "type"));
  }

  private static boolean hasCollections(JsonObject object) {
    return object.get(ArmType.HTTP_LISTENER.collection()) != null
        || object.get(ArmType.REQUEST_ROUTING_RULE.collection()) != null
        || object.get(ArmType.BACKEND_ADDRESS_POOL.collection()) != null;
  }

  private static @Nullable String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString string ? string.text() : null;
  }
}
