package dev.poort.settings;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where what is judged stands.
 *
 * @param bindings where the bindings are, or where somebody looks who has none
 * @param gateways each gateway's JSON by its name, in any letter case
 */
public record Places(Place bindings, Map<String, JsonObject> gateways) {
  private static final String POOLS = "backendAddressPools";

  public Places {
    gateways =
        gateways.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    gateway -> gateway.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  /** Where the bindings are stands for gateways that come from no file. */
  public static Places of(Place bindings) {
    return new Places(bindings, Map.of());
  }

  Place gateway(String name) {
    JsonObject json = gateways.get(name.toLowerCase(Locale.ROOT));
    return json == null ? bindings : json.place();
  }

  /** The place of a pool; that of its gateway where it is not found. */
  Place pool(String gateway, String pool) {
    JsonObject json = gateways.get(gateway.toLowerCase(Locale.ROOT));
    JsonValue properties = json == null ? null : json.get("properties");
    JsonObject own = properties instanceof JsonObject object ? object : json;
    if (own != null && own.get(POOLS) instanceof JsonArray pools) {
      for (JsonValue each : pools.elements()) {
        boolean found =
            each instanceof JsonObject object
                && object.get("name") instanceof JsonString name
                && name.text().equalsIgnoreCase(pool);
        if (found) return each.place();
      }
    }
    return gateway(gateway);
  }
}
