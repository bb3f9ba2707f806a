package dev.poort.resourcemanager;

import dev.poort.arm.AzureProperties;
import dev.poort.config.Bindings;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.template.DeployedProperties;
import dev.poort.template.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code reference} tells a template of resources: those that it deploys itself as they will
 * be, others as they are held.
 *
 * @param now what is held
 * @param views how it is read
 * @param bindings give public IPs their addresses
 * @param may which of them are told, by their ids
 */
record HeldProperties(Inventory now, Views views, Bindings bindings, Predicate<String> may) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * For one deployment.
   *
   * @param scope the group or subscription that it goes to
   * @param gateways those of its template, asked once they are known
   */
  DeployedProperties in(ResourceId scope, Supplier<List<Resource>> gateways, String location) {
    AzureProperties azure = AzureProperties.of(bindings, gateways, location);
    return (type, name, written) -> {
      Map<String, JsonValue> known = new HashMap<>();
      ResourceId id = id(scope, type, name);
      Held held = id != null && may.test(id.toString()) ? now.get(id) : null;
      if (held != null && written.members().isEmpty()) {
        JsonObject properties = Document.object(views.of(held), "properties");
        for (JsonMember each : properties.members()) known.put(each.name(), each.value());
        return known;
      }
      known.putAll(azure.properties(type, name, written));
      known.computeIfPresent(
          "ipAddress",
          (_, address) -> address instanceof JsonUnknown ? Document.string(LOOPBACK) : address);
      if (id != null && id.isOf(UserAssignedIdentities.TYPE)) {
        known.putAll(UserAssignedIdentities.properties(id));
      }
      known.put("provisioningState", Document.string("Succeeded"));
      return known;
    };
  }

  private static @Nullable ResourceId id(ResourceId scope, String type, String name) {
    String[] types = type.split("/", -1);
    String[] names = name.split("/", -1);
    if (types.length != names.length + 1) return null;
    ResourceId id = scope.with("providers", types[0]);
    for (int i = 0; i < names.length; i++) id = id.with(types[i + 1], names[i]);
    return id;
  }
}
