package dev.poort.arm;

import dev.poort.config.Hosts;
import dev.poort.config.Probe;
import dev.poort.config.ProbeMatch;
import dev.poort.config.ProbeMatch.StatusRange;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads probes. */
final class Probes {
  private static final int DAY = 86_400;
  private static final int MOST_SERVERS = 1_000_000;
  private static final String PICK = "pickHostNameFromBackendHttpSettings";

  private Probes() {}

  static Probe read(ArmObject probe, String name) {
    boolean pickHost = probe.flag(PICK);
    int interval = probe.integer("interval", 1, DAY, (int) Probe.DEFAULT_INTERVAL.toSeconds());
    return new Probe(
        name,
        probe.protocol(),
        host(probe, pickHost),
        pickHost,
        path(probe),
        probe.has("port") ? Integer.valueOf(probe.integer("port", 1, 65_535, 1)) : null,
        Duration.ofSeconds(interval),
        Duration.ofSeconds(timeout(probe, interval)),
        probe.integer("unhealthyThreshold", 1, 20, Probe.DEFAULT_UNHEALTHY_THRESHOLD),
        match(probe),
        probe.integer("minServers", 0, MOST_SERVERS, 0));
  }

  private static @Nullable String host(ArmObject probe, boolean pickHost) {
    JsonValue value = probe.value("host");
    if (value == null) {
      if (!pickHost && !probe.has("host") && !isExpression(probe, PICK)) {
        probe
            .findings()
            .error(probe.json(), "the probe has no host", "Give it host, or " + PICK + ": true");
      }
      return null;
    }
    String host = probe.findings().values().text(value);
    if (host != null && !Hosts.isName(host) && !Hosts.isIpAddress(host)) {
      String what = JsonValues.shown(host) + " is no host";
      probe.findings().error(value, what, "Write a name or an IP address, without a port");
    }
    if (pickHost) {
      String what = "there are host and " + PICK;
      probe.findings().error(value, what, "Keep one of them");
    }
    return host;
  }

  private static boolean isExpression(ArmObject probe, String property) {
    JsonValue value = probe.raw(property);
    return value instanceof JsonUnknown;
  }

  private static String path(ArmObject probe) {
    JsonValue value = probe.value("path");
    String path = value == null ? null : probe.findings().values().text(value);
    if (value == null || path == null) return "/";
    if (!path.startsWith("/")) {
      probe.findings().error(value, "the path does not begin with /", "Begin it with /");
    } else if (!path.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      String what = "the path holds a character that a request cannot";
      probe.findings().error(value, what, "Write it percent-encoded");
    }
    return path;
  }

  /** Azure's reference wants it within the interval; Azure itself takes a longer one. */
  private static int timeout(ArmObject probe, int interval) {
    int otherwise = Math.min(interval, (int) Probe.DEFAULT_TIMEOUT.toSeconds());
    int timeout = probe.integer("timeout", 1, DAY, otherwise);
    JsonValue value = probe.raw("timeout");
    if (value != null && timeout > interval) {
      String what =
          "the time-out of %d s is above the interval of %d s: the next question waits for it"
              .formatted(timeout, interval);
      probe.findings().warning(value, what, "Make the interval longer or the time-out shorter");
    }
    return timeout;
  }

  private static ProbeMatch match(ArmObject probe) {
    ArmObject match = probe.object("match", ArmType.PROBE_MATCH);
    if (match == null) return ProbeMatch.DEFAULT;
    List<StatusRange> ranges = StatusCodes.read(match);
    JsonValue value = match.value("body");
    String body = value == null ? null : match.findings().values().text(value);
    if (value != null && body != null && body.length() > ProbeMatch.MAX_BODY) {
      String what = "the body to match has " + body.length() + " characters";
      match.findings().error(value, what, "Write at most " + ProbeMatch.MAX_BODY);
    }
    return new ProbeMatch(
        ranges.isEmpty() ? ProbeMatch.DEFAULT.statusCodes() : ranges, body == null ? "" : body);
  }
}
