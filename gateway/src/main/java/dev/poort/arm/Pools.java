package dev.poort.arm;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.Machine;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pools. A member is an IP address, an FQDN, or a machine in Azure. */
final class Pools {
  private final @Nullable String gateway;
  private final Machines machines;
  private final Bindings bindings;

  /**
   * @param gateway the gateway's name; null when it has none
   * @param machines those that name their pools themselves
   * @param bindings whose members take the place of a pool's own
   */
  Pools(@Nullable String gateway, Machines machines, Bindings bindings) {
    this.gateway = gateway;
    this.machines = machines;
    this.bindings = bindings;
  }

  BackendAddressPool read(ArmObject pool, String name) {
    Findings findings = pool.findings();
    boolean bound = bindings.member(name) != null;
    List<String> addresses = new PoolAddresses(name, bound, findings).read(pool);
    var fromOutside = new LinkedHashSet<Machine>();
    for (JsonValue element : pool.elements("backendIPConfigurations")) {
      Machine machine = machine(element, findings);
      if (machine != null) fromOutside.add(machine);
    }
    fromOutside.addAll(machines.in(gateway, name));
    return new BackendAddressPool(name, addresses, List.copyOf(fromOutside));
  }

  /** What an id of an IP configuration leads to, see {@link Machines#ofId}. */
  private static @Nullable Machine machine(JsonValue element, Findings findings) {
    if (element instanceof JsonObject object && object.get("id") instanceof JsonUnknown unknown) {
      findings.unknown(unknown);
      return null;
    }
    Machine machine = Machines.of(element);
    if (machine == null) {
      findings.error(
          element,
          "no network interface is named here",
          "Write { \"id\": \".../networkInterfaces/NIC/ipConfigurations/NAME\" }");
    }
    return machine;
  }
}
