package dev.poort.foreign;

import dev.poort.config.Probe;
import dev.poort.config.ProbeMatch;
import dev.poort.config.ProbeMatch.StatusRange;
import java.util.List;

/** A probe for members that serve nothing but WebSocket and refuse a plain GET. */
final class AnyAnswer {
  private static final ProbeMatch BELOW_500 =
      new ProbeMatch(List.of(new StatusRange(200, 499)), "");

  private AnyAnswer() {}

  /** The same probe, content with any status below 500. */
  static Probe healthy(Probe probe) {
    return new Probe(
        probe.name(),
        probe.protocol(),
        probe.host(),
        probe.pickHostNameFromBackendHttpSettings(),
        probe.path(),
        probe.port(),
        probe.interval(),
        probe.timeout(),
        probe.unhealthyThreshold(),
        BELOW_500,
        probe.minServers());
  }
}
