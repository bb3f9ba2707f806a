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
    if (isParameters(root)) {
      String what = "this is a file of parameters, " + GatewaySource.AFTER_THE_TEMPLATE;
      findings.error(root, what, "");
    } else {
      findings.error(root, "there is no gateway in the file", WANTED);
    }
    return Found.plain(List.of(), List.of());
  }

  /** By its schema or, where it names none, by its form. */
  private static boolean isParameters(JsonObject root) {
    String schema = text(root, "$schema");
    if (schema != null) return schema.toLowerCase(Locale.ROOT).contains("deploymentparameters");
    return root.get("parameters") instanceof JsonObject parameters
        && parameters.members().stream().map(JsonMember::value).allMatch(GatewayFinder::isGiven);
  }

  private static boolean isGiven(JsonValue parameter) {
    return parameter instanceof JsonObject given
        && (given.get("value") != null || given.get("reference") != null);
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
