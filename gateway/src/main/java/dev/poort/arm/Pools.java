package dev.poort.arm;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.Hosts;
import dev.poort.config.Machine;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads pools. A member is an IP address, an FQDN, or a machine in Azure. */
final class Pools {
  private final @Nullable String gateway;
  private final Machines machines;

  /**
   * @param gateway the gateway's name; null when it has none
   * @param machines those that name their pools themselves
   */
  Pools(@Nullable String gateway, Machines machines) {
    this.gateway = gateway;
    this.machines = machines;
  }

  BackendAddressPool read(ArmObject pool, String name) {
    var members = new LinkedHashSet<String>();
    for (JsonValue element : pool.elements("backendAddresses")) {
      ArmObject address = ArmObject.of(ArmType.BACKEND_ADDRESS, element, pool.findings());
      if (address != null) add(address, members);
    }
    var fromOutside = new LinkedHashSet<Machine>();
    for (JsonValue element : pool.elements("backendIPConfigurations")) {
      Machine machine = machine(element, pool.findings());
      if (machine != null) fromOutside.add(machine);
    }
    fromOutside.addAll(machines.in(gateway, name));
    return new BackendAddressPool(name, List.copyOf(members), List.copyOf(fromOutside));
  }

  private static void add(ArmObject address, Set<String> members) {
    Findings findings = address.findings();
    JsonValue fqdn = address.value("fqdn");
    JsonValue ip = address.value("ipAddress");
    if (fqdn != null && ip != null) {
      findings.error(address.json(), "a member has fqdn and ipAddress", "Keep one of them");
      return;
    }
    JsonValue value = fqdn == null ? ip : fqdn;
    if (value == null) {
      if (address.has("fqdn") || address.has("ipAddress")) return; // cannot be told
      findings.error(address.json(), "a member has no address", "Give it fqdn or ipAddress");
      return;
    }
    String host = findings.values().text(value);
    if (host == null) return;
    boolean isIp = Hosts.isIpAddress(host);
    boolean almostIp = ip != null && host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    if (!isIp && (almostIp || !Hosts.isName(host))) {
      findings.error(
          value,
          JsonValues.shown(host) + " is neither a name nor an IP address",
          "Write one alone: the port stands in the HTTP settings");
      return;
    }
    if (!isIp && fqdn == null) {
      String what = JsonValues.shown(host) + " is no IP address, it is taken for an fqdn";
      findings.warning(value, what, "Write it as fqdn: Azure refuses it here");
    }
    if (!members.add(host)) {
      findings.warning(value, host + " is in the pool twice, it counts once", "Take one out");
    }
  }

  /** What an id of an IP configuration leads to, see {@link Machines#ofId}. */
  private static @Nullable Machine machine(JsonValue element, Findings findings) {
    JsonValue id = element instanceof JsonObject object ? object.get("id") : null;
    if (id instanceof JsonUnknown unknown) {
      findings.unknown(unknown);
      return null;
    }
    Machine machine = id instanceof JsonString string ? Machines.ofId(string.text()) : null;
    if (machine == null) {
      findings.error(
          element,
          "no network interface is named here",
          "Write { \"id\": \".../networkInterfaces/NIC/ipConfigurations/NAME\" }");
    }
    return machine;
  }
}
