package dev.poort.arm;

import dev.poort.config.Hosts;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.problem.Purpose;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the addresses of a pool's members. */
final class PoolAddresses {
  private final String pool;
  private final boolean bound;
  private final Findings findings;
  private final Set<String> addresses = new LinkedHashSet<>();

  /**
   * @param pool its name
   * @param bound whether other members take the place of these
   */
  PoolAddresses(String pool, boolean bound, Findings findings) {
    this.pool = pool;
    this.bound = bound;
    this.findings = findings;
  }

  /** Those that can be told, in the file's order, each once. */
  List<String> read(ArmObject pool) {
    if (isAway(pool.raw("backendAddresses"))) return List.of();
    for (JsonValue element : pool.elements("backendAddresses")) {
      if (isAway(element)) continue;
      ArmObject member = ArmObject.of(ArmType.BACKEND_ADDRESS, element, findings);
      if (member != null) add(member);
    }
    return List.copyOf(addresses);
  }

  private void add(ArmObject member) {
    if (isAway(member.raw("fqdn")) || isAway(member.raw("ipAddress"))) return;
    JsonValue fqdn = member.value("fqdn");
    JsonValue ip = member.value("ipAddress");
    if (fqdn != null && ip != null) {
      wrong(member.json(), "a member has fqdn and ipAddress", "Keep one of them");
      return;
    }
    JsonValue value = fqdn == null ? ip : fqdn;
    if (value == null) {
      if (member.has("fqdn") || member.has("ipAddress")) return; // cannot be told
      wrong(member.json(), "a member has no address", "Give it fqdn or ipAddress");
      return;
    }
    String host = findings.values().text(value);
    if (host == null) return;
    boolean isIp = Hosts.isIpAddress(host);
    boolean almostIp = ip != null && host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    if (!isIp && (almostIp || !Hosts.isName(host))) {
      wrong(
          value,
          JsonValues.shown(host) + " is neither a name nor an IP address",
          "Write one alone: the port stands in the HTTP settings");
      return;
    }
    if (!isIp && fqdn == null) {
      String what = JsonValues.shown(host) + " is no IP address, it is taken for an fqdn";
      findings.warning(value, what, "Write it as fqdn: Azure refuses it here");
    }
    if (!addresses.add(host)) {
      findings.warning(value, host + " is in the pool twice, it counts once", "Take one out");
    }
  }

  /** Whether a value cannot be told, which only a pool minds that is not bound. */
  private boolean isAway(@Nullable JsonValue value) {
    if (!(value instanceof JsonUnknown unknown) || !unknown.isMissing()) return false;
    if (bound) return true;
    String lines =
        "\"bindings\": { \"members\": { %s: [\"127.0.0.1:5000\"] } }"
            .formatted(JsonString.quoted(pool));
    findings.unknown(unknown, "Bind the pool in poort.json: " + lines);
    return true;
  }

  /** What is wrong hurts nobody where other members come in its place. */
  private void wrong(JsonValue where, String what, String mend) {
    if (bound || findings.purpose() == Purpose.BIND) findings.warning(where, what, mend);
    else findings.error(where, what, mend);
  }
}
