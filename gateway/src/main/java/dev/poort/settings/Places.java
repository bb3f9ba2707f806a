package dev.poort.settings;

import dev.poort.config.SslCertificate;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where what is judged stands.
 *
 * @param bindings where the bindings are, or where somebody looks who has none
 * @param gateways each gateway's JSON by its name, in any letter case
 */
public record Places(Place bindings, Map<String, JsonObject> gateways) {
  private static final String POOLS = "backendAddressPools";
  private static final List<String> TRUSTED =
      List.of("trustedRootCertificates", "authenticationCertificates");

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

  /**
   * The certificates of a gateway that others are trusted by, as far as they have names; null where
   * the gateway comes from no file.
   */
  @Nullable List<SslCertificate> trusted(String gateway) {
    JsonObject json = gateways.get(gateway.toLowerCase(Locale.ROOT));
    if (json == null) return null;
    List<SslCertificate> trusted = new ArrayList<>();
    for (String collection : TRUSTED) {
      if (!(properties(json).get(collection) instanceof JsonArray all)) continue;
      for (JsonValue each : all.elements()) {
        if (!(each instanceof JsonObject object)) continue;
        if (!(object.get("name") instanceof JsonString name)) continue;
        JsonValue secret = properties(object).get("keyVaultSecretId");
        String id = secret instanceof JsonString text ? text.text() : null;
        trusted.add(new SslCertificate(name.text(), id, null));
      }
    }
    return trusted;
  }

  private static JsonObject properties(JsonObject object) {
    return object.get("properties") instanceof JsonObject own ? own : object;
  }

  /** The place of a pool; that of its gateway where it is not found. */
  Place pool(String gateway, String pool) {
    JsonObject json = gateways.get(gateway.toLowerCase(Locale.ROOT));
    if (json != null && properties(json).get(POOLS) instanceof JsonArray pools) {
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
