package dev.poort.arm;

import dev.poort.config.Machine;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machines of Azure that are members of pools. Those in a template name their pools themselves:
 * network interfaces and scale sets with {@code applicationGatewayBackendAddressPools}.
 */
final class Machines {
  private static final String POOLS = "applicationGatewayBackendAddressPools";

  /** A pool that a machine names; the gateway is null where its id does not say. */
  private record Membership(Machine machine, @Nullable String gateway, String pool) {}

  private final List<Membership> memberships = new ArrayList<>();

  private Machines() {}

  /** Finds all of them in some documents or resources, whatever they are nested in. */
  static Machines in(List<? extends JsonValue> documents) {
    var machines = new Machines();
    for (JsonValue document : documents) machines.find(document, null);
    return machines;
  }

  /**
   * The machines of a pool.
   *
   * @param gateway the name of the pool's gateway; null when it has none
   */
  List<Machine> in(@Nullable String gateway, String pool) {
    return memberships.stream()
        .filter(membership -> membership.pool().equalsIgnoreCase(pool))
        .filter(membership -> isSame(membership.gateway(), gateway))
        .map(Membership::machine)
        .distinct()
        .toList();
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equalsIgnoreCase(other);
  }

  /**
   * The scale set or the network interface of an id such as {@code
   * .../networkInterfaces/NIC/ipConfigurations/NAME}; the interface of a scale set's machine is its
   * scale set. Null when there is neither.
   */
  static @Nullable Machine ofId(String id) {
    for (Machine.Kind kind : List.of(Machine.Kind.SCALE_SET, Machine.Kind.NETWORK_INTERFACE)) {
      String name = segmentAfter(kind.collection(), id);
      if (name != null) return new Machine(kind, name);
    }
    return null;
  }

  /** What a reference such as <code>{"id": ...}</code> leads to by its id; null for nothing. */
  static @Nullable Machine of(JsonValue reference) {
    return reference instanceof JsonObject object && object.get("id") instanceof JsonString id
        ? ofId(id.text())
        : null;
  }

  private static @Nullable String segmentAfter(String collection, String id) {
    String[] segments = id.split("/", -1);
    for (int i = 0; i + 1 < segments.length; i++) {
      boolean found = segments[i].equalsIgnoreCase(collection) && !segments[i + 1].isEmpty();
      if (found) return segments[i + 1];
    }
    return null;
  }

  private void find(JsonValue value, @Nullable Machine around) {
    switch (value) {
      case JsonArray array -> array.elements().forEach(element -> find(element, around));
      case JsonObject object -> {
        Machine own = machine(object);
        Machine machine = own == null ? around : own;
        object
            .members()
            .forEach(
                member -> {
                  if (machine != null && member.name().equalsIgnoreCase(POOLS)) {
                    join(machine, member.value());
                  } else {
                    find(member.value(), machine);
                  }
                });
      }
      default -> {}
    }
  }

  private static @Nullable Machine machine(JsonObject resource) {
    if (!(resource.get("name") instanceof JsonString name)
        || !(resource.get("type") instanceof JsonString type)) {
      return null;
    }
    for (Machine.Kind kind : Machine.Kind.values()) {
      if (type.text().equalsIgnoreCase(kind.type())) return new Machine(kind, name.text());
    }
    return null;
  }

  private void join(Machine machine, JsonValue pools) {
    if (!(pools instanceof JsonArray array)) return;
    for (JsonValue element : array.elements()) {
      JsonValue id = element instanceof JsonObject reference ? reference.get("id") : null;
      String text = id == null ? null : id.sketch();
      if (text == null) continue;
      String pool = segmentAfter(ArmType.BACKEND_ADDRESS_POOL.collection(), text);
      String gateway = segmentAfter(ArmType.GATEWAY.collection(), text);
      if (pool != null) memberships.add(new Membership(machine, gateway, pool));
    }
  }
}
