package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.config.Bindings;
import dev.poort.json.JsonObject;
import java.util.function.Supplier;

/**
 * Where public IP addresses are on this machine: where poort.json binds them or the frontend that
 * uses them. A frontend that listens on all addresses is found at 127.0.0.1.
 *
 * @param inventory what is there now
 */
record PublicAddresses(Bindings bindings, Supplier<Inventory> inventory) {
  private static final String LOOPBACK = "127.0.0.1";

  /** The address of a public IP. */
  String of(ResourceId publicIp) {
    String own = bindings.frontend(publicIp.name());
    if (own != null && isOne(own)) return own;
    String key = publicIp.key();
    for (Held gateway : inventory.get().where(each -> each.isOf(GatewayResource.TYPE))) {
      for (var frontend : Document.objects(gateway.properties(), "frontendIPConfigurations")) {
        if (!uses(frontend, key)) continue;
        Bindings its = bindings.of(gateway.id().name());
        String bound = its.frontend(String.valueOf(Document.text(frontend, "name")));
        return bound != null && isOne(bound) ? bound : LOOPBACK;
      }
    }
    return LOOPBACK;
  }

  private static boolean uses(JsonObject frontend, String key) {
    JsonObject properties = Document.object(frontend, "properties");
    String id = Document.text(Document.object(properties, "publicIPAddress"), "id");
    return id != null && ResourceId.of(id).key().equals(key);
  }

  private static boolean isOne(String address) {
    return !address.equals("0.0.0.0") && !address.equals("::");
  }
}
