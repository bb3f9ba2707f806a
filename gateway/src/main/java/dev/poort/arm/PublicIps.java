package dev.poort.arm;

import dev.poort.config.Bindings;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonUnknown.Kind;
import dev.poort.json.JsonUnknown.Reason;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of public IPs: as they are bound under their own names, else where the frontend is
 * bound that uses them. One thread.
 */
final class PublicIps {
  private static final String COLLECTION = "publicIPAddresses";

  /** A frontend that uses a public IP. */
  private record Frontend(String gateway, String name) {}

  private final Bindings bindings;
  private final Supplier<List<Resource>> gateways;
  private final Set<String> asked = new HashSet<>();
  private boolean looking;

  /**
   * @param gateways those that the template deploys, as far as they are known
   */
  PublicIps(Bindings bindings, Supplier<List<Resource>> gateways) {
    this.bindings = bindings;
    this.gateways = gateways;
  }

  /** The names of those whose addresses were asked for. */
  Set<String> asked() {
    return Set.copyOf(asked);
  }

  /** The address of one; unknown where no binding gives it, with the lines that would. */
  JsonValue address(String name, Position position) {
    asked.add(name);
    String own = bindings.frontend(name);
    if (own != null) return new JsonString(own, position);
    Frontend frontend = frontend(name);
    String bound =
        frontend == null ? null : bindings.of(frontend.gateway()).frontend(frontend.name());
    boolean one = bound != null && !bound.equals("0.0.0.0") && !bound.equals("::");
    if (bound != null && one) return new JsonString(bound, position);
    // Where the frontend is at all addresses, one is to be said.
    String key = frontend == null || bound != null ? name : frontend.name();
    String mend =
        "Bind it in poort.json: \"bindings\": { \"frontends\": { %s: \"127.0.0.1\" } }"
            .formatted(JsonString.quoted(key));
    String what = "only Azure knows ipAddress of the public IP " + name;
    return new JsonUnknown(new Reason(Kind.ELSEWHERE, what, mend), position);
  }

  /** The first frontend that uses it; null for none, and for one that is made of its address. */
  private @Nullable Frontend frontend(String publicIp) {
    if (looking) return null;
    looking = true;
    try {
      for (Resource gateway : gateways.get()) {
        String name = gateway.name();
        JsonValue frontends = gateway.property(ArmType.FRONTEND_IP_CONFIGURATION.collection());
        if (name == null || !(frontends instanceof JsonArray array)) continue;
        for (JsonValue frontend : array.elements()) {
          String own = frontend instanceof JsonObject json ? uses(json, publicIp) : null;
          if (own != null) return new Frontend(name, own);
        }
      }
      return null;
    } finally {
      looking = false;
    }
  }

  /** The name of a frontend that uses a public IP; null for one that does not. */
  private static @Nullable String uses(JsonObject frontend, String publicIp) {
    boolean found =
        frontend.get("properties") instanceof JsonObject properties
            && properties.get("publicIPAddress") instanceof JsonObject reference
            && reference.get("id") instanceof JsonString id
            && id.text().toLowerCase(Locale.ROOT).endsWith(end(publicIp));
    return found && frontend.get("name") instanceof JsonString name ? name.text() : null;
  }

  private static String end(String publicIp) {
    return ("/" + COLLECTION + "/" + publicIp).toLowerCase(Locale.ROOT);
  }
}
