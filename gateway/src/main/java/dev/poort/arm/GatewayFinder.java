package dev.poort.arm;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the gateways in a file that is no template: the resource alone, its properties alone, or
 * all gateways of a list.
 */
final class GatewayFinder {
  static final String WANTED =
      "Give a gateway as az network application-gateway show prints it, or a template with one";

  private final Findings findings;

  GatewayFinder(Findings findings) {
    this.findings = findings;
  }

  /** The gateways in the file's order; when there is none, that is reported. */
  Found find(JsonValue root) {
    return switch (root) {
      case JsonArray array -> among(array);
      case JsonObject object -> find(object);
      default -> {
        findings.error(root, "the file holds " + root.kind() + ", not a gateway", WANTED);
        yield Found.plain(List.of(), List.of());
      }
    };
  }

  private Found find(JsonObject root) {
    String type = text(root, "type");
    if (type != null && !isGateway(root)) {
      findings.error(root, "this is a " + JsonValues.shown(type) + ", not a gateway", WANTED);
      return Found.plain(List.of(), List.of());
    }
    boolean bare = root.get("properties") != null || hasCollections(root);
    if (isGateway(root) || bare) return Found.plain(List.of(root), List.of());
    String schema = text(root, "$schema");
    boolean parameters =
        schema != null && schema.toLowerCase(Locale.ROOT).contains("deploymentparameters");
    String what = parameters ? "this is a file of parameters" : "there is no gateway in the file";
    findings.error(root, what, WANTED);
    return Found.plain(List.of(), List.of());
  }

  private Found among(JsonArray resources) {
    var gateways = new ArrayList<JsonObject>();
    var others = new ArrayList<JsonObject>();
    for (JsonValue resource : resources.elements()) {
      if (!(resource instanceof JsonObject object)) continue;
      (isGateway(object) ? gateways : others).add(object);
    }
    if (gateways.isEmpty()) {
      String what = "none of the resources is of type " + TemplateGateways.TYPE;
      findings.error(resources, what, WANTED);
    }
    return Found.plain(gateways, others);
  }

  private static boolean isGateway(JsonObject object) {
    return TemplateGateways.TYPE.equalsIgnoreCase(text(object, "type"));
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
