package dev.poort.resourcemanager;

import dev.poort.config.Bindings;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The network interfaces that are members of a gateway's pools by their private addresses. One that
 * poort.json binds, and one without an address, stays what it is: a machine by its name.
 */
final class Interfaces {
  private static final String TYPE = "Microsoft.Network/networkInterfaces";
  private static final String POOLS = "backendAddressPools";
  private static final String MEMBERS = "backendIPConfigurations";

  /** An IP configuration with an address. */
  private record Configuration(ResourceId id, String address, List<String> pools) {}

  private final ResourceId gateway;
  private final List<Configuration> configurations = new ArrayList<>();
  private final List<JsonObject> without = new ArrayList<>();

  Interfaces(ResourceId gateway, Bindings bindings, List<Held> machines) {
    this.gateway = gateway;
    Bindings own = bindings.of(gateway.name());
    for (Held machine : machines) {
      boolean bound = own.member(machine.id().name()) != null;
      List<Configuration> found =
          bound || !machine.isOf(TYPE) ? List.of() : configurations(machine);
      if (found.isEmpty()) without.add(machine.document());
      configurations.addAll(found);
    }
  }

  private static List<Configuration> configurations(Held nic) {
    List<Configuration> found = new ArrayList<>();
    for (JsonObject each : Document.objects(nic.properties(), "ipConfigurations")) {
      JsonObject properties = Document.object(each, "properties");
      String address = Document.text(properties, "privateIPAddress");
      String name = Document.text(each, "name");
      if (address == null || name == null) continue;
      List<String> pools = new ArrayList<>();
      for (var pool : Document.objects(properties, "applicationGatewayBackendAddressPools")) {
        String id = Document.text(pool, "id");
        if (id != null) pools.add(ResourceId.of(id).key());
      }
      found.add(new Configuration(nic.id().with("ipConfigurations", name), address, pools));
    }
    return found;
  }

  /** The machines that are members by their names at most. */
  List<JsonObject> without() {
    return without;
  }

  /** The gateway with the interfaces' addresses in its pools. */
  JsonObject joined(JsonObject document) {
    JsonObject properties = Document.object(document, "properties");
    if (configurations.isEmpty() || !(properties.get(POOLS) instanceof JsonArray pools)) {
      return document;
    }
    List<JsonValue> joined = new ArrayList<>();
    for (JsonValue pool : pools.elements()) {
      joined.add(pool instanceof JsonObject one ? joinedPool(one) : pool);
    }
    JsonArray all = new JsonArray(joined, pools.position());
    return Document.with(document, "properties", Document.with(properties, POOLS, all));
  }

  private JsonObject joinedPool(JsonObject pool) {
    JsonObject properties = Document.object(pool, "properties");
    String key = gateway.with(POOLS, String.valueOf(Document.text(pool, "name"))).key();
    Set<String> addresses = new LinkedHashSet<>();
    for (Configuration each : configurations) {
      if (each.pools().contains(key)) addresses.add(each.address());
    }
    List<JsonValue> others = new ArrayList<>();
    for (JsonObject member : Document.objects(properties, MEMBERS)) {
      Configuration own = of(Document.text(member, "id"));
      if (own == null) others.add(member);
      else addresses.add(own.address());
    }
    if (addresses.isEmpty()) return pool;
    List<JsonValue> members = new ArrayList<>(Document.objects(properties, "backendAddresses"));
    for (String address : addresses) {
      members.add(new Document().text("ipAddress", address).build());
    }
    JsonObject changed = Document.with(properties, "backendAddresses", Document.array(members));
    changed = Document.with(changed, MEMBERS, Document.array(others));
    return Document.with(pool, "properties", changed);
  }

  private @Nullable Configuration of(@Nullable String id) {
    if (id == null) return null;
    String key = ResourceId.of(id).key();
    for (Configuration each : configurations) if (each.id().key().equals(key)) return each;
    return null;
  }
}
