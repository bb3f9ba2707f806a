package dev.poort.arm;

import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Hosts;
import dev.poort.config.Probe;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads backend HTTP settings. */
final class HttpSettings {
  private final Resources<Probe> probes;

  HttpSettings(Resources<Probe> probes) {
    this.probes = probes;
  }

  BackendHttpSettings read(ArmObject settings, String name) {
    int standard = (int) BackendHttpSettings.DEFAULT_REQUEST_TIMEOUT.toSeconds();
    return new BackendHttpSettings(
        name,
        settings.requiredInteger("port", 1, 65_535),
        settings.protocol(),
        Duration.ofSeconds(settings.integer("requestTimeout", 1, 86_400, standard)),
        hostName(settings),
        settings.flag("pickHostNameFromBackendAddress"),
        path(settings),
        settings.reference("probe", probes),
        drainTimeout(settings));
  }

  private static @Nullable String hostName(ArmObject settings) {
    JsonValue value = settings.value("hostName");
    String host = value == null ? null : settings.findings().values().text(value);
    if (value == null || host == null) return null;
    if (!Hosts.isName(host) && !Hosts.isIpAddress(host)) {
      String what = JsonValues.shown(host) + " is no host name";
      settings.findings().error(value, what, "Write a name without a port");
    }
    if (settings.flag("pickHostNameFromBackendAddress")) {
      String what = "there are hostName and pickHostNameFromBackendAddress";
      settings.findings().error(value, what, "Keep one of them");
    }
    return host;
  }

  private static @Nullable String path(ArmObject settings) {
    JsonValue value = settings.value("path");
    String path = value == null ? null : settings.findings().values().text(value);
    if (value == null || path == null) return null;
    Findings findings = settings.findings();
    if (!path.startsWith("/")) {
      findings.error(value, "the path does not begin with /", "Begin it with /");
    } else if (path.contains("?") || path.contains("#")) {
      findings.error(value, "the path holds ? or #", "Write a path alone");
    } else if (!path.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      String what = "the path holds a character that a request cannot";
      findings.error(value, what, "Write it percent-encoded");
    }
    return path;
  }

  private static Duration drainTimeout(ArmObject settings) {
    ArmObject draining = settings.object("connectionDraining", ArmType.CONNECTION_DRAINING);
    if (draining == null || !draining.flag("enabled")) {
      return BackendHttpSettings.DEFAULT_DRAIN_TIMEOUT;
    }
    int standard = (int) BackendHttpSettings.DEFAULT_DRAIN_TIMEOUT.toSeconds();
    return Duration.ofSeconds(draining.integer("drainTimeoutInSec", 1, 3_600, standard));
  }
}
