package dev.poort.arm;

import dev.poort.config.Hosts;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hosts of a listener: {@code hostName} or up to {@value #MOST} {@code hostNames}, the
 * latter with wildcards: at most one {@code *} in a label, two in a name, four wildcard characters
 * in all, a {@code *} and a {@code ?} never side by side.
 */
final class HostNames {
  private static final int MOST = 5;

  private HostNames() {}

  /** The hosts in lower case, none for a basic listener; null when it has some, all unreadable. */
  static @Nullable List<String> read(ArmObject listener) {
    List<JsonValue> several =
        listener.elements("hostNames").stream().filter(HostNames::isGiven).toList();
    JsonValue single = listener.value("hostName");
    Findings findings = listener.findings();
    if (single != null && !several.isEmpty()) {
      findings.error(single, "there are hostName and hostNames", "Keep one of them");
    }
    if (several.size() > MOST) {
      String what = several.size() + " hostNames, at most " + MOST + " are allowed";
      findings.error(several.get(MOST), what, "Make a second listener");
    }
    var hosts = new ArrayList<String>();
    if (single != null) add(single, false, hosts, findings);
    for (JsonValue host : several) add(host, true, hosts, findings);
    boolean given = listener.has("hostName") || !several.isEmpty();
    boolean away = listener.raw("hostNames") instanceof JsonUnknown;
    return hosts.isEmpty() && (given || away) ? null : hosts.stream().distinct().toList();
  }

  private static boolean isGiven(JsonValue host) {
    return !(host instanceof JsonString string && string.text().isEmpty());
  }

  private static void add(
      JsonValue value, boolean wildcards, List<String> hosts, Findings findings) {
    if (value instanceof JsonUnknown unknown) {
      findings.unknown(unknown);
      return;
    }
    String host = findings.values().text(value);
    if (host == null) return;
    String defect = defect(host, wildcards);
    if (defect == null) {
      hosts.add(host.toLowerCase(Locale.ROOT));
    } else {
      findings.error(value, JsonValues.shown(host) + " is no host name", defect);
    }
  }

  /** What is to be mended in a host; null when it is well formed. */
  private static @Nullable String defect(String host, boolean wildcards) {
    int stars = count(host, '*');
    int all = stars + count(host, '?');
    if (all > 0 && !wildcards) return "Put a name with wildcards into hostNames";
    if (all > 4) return "Use at most four wildcard characters";
    if (stars > 2) return "Use at most two *";
    if (host.contains("*?") || host.contains("?*")) return "Never put * and ? side by side";
    for (int from = 0; from <= host.length(); ) {
      int dot = host.indexOf('.', from);
      int to = dot < 0 ? host.length() : dot;
      if (count(host.substring(from, to), '*') > 1) return "Use at most one * between two dots";
      from = to + 1;
    }
    if (host.contains("://")) return "Leave out what stands before ://";
    if (Hosts.isIpAddress(host)) return null;
    if (host.indexOf(':') >= 0) return "Leave out the port, the listener has its own";
    if (Hosts.isName(host.replace('*', 'x').replace('?', 'x'))) return null;
    return "Use letters, digits, hyphens and dots, other letters as xn--";
  }

  private static int count(String text, char wanted) {
    int count = 0;
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) count++;
    return count;
  }
}
