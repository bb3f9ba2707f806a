package dev.poort.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which answers to a probe are healthy (ARM: {@code match}).
 *
 * @param statusCodes ranges, default 200 to 399; never empty
 * @param body a text that must stand in the first {@value #MAX_BODY} bytes of the body; empty for
 *     any
 */
public record ProbeMatch(List<StatusRange> statusCodes, String body) {
  /** How many characters of a body are looked at. */
  public static final int MAX_BODY = 4090;

  /** 200 to 399, whatever the body. */
  public static final ProbeMatch DEFAULT = new ProbeMatch(List.of(new StatusRange(200, 399)), "");

  public ProbeMatch {
    statusCodes = List.copyOf(statusCodes);
  }

  /** Whether a status is among the ranges. */
  public boolean accepts(int status) {
    for (StatusRange range : statusCodes) {
      if (status >= range.from() && status <= range.to()) return true;
    }
    return false;
  }

  /** The ranges as ARM writes them: {@code 200-399, 404}. */
  public String wanted() {
    return statusCodes.stream().map(StatusRange::toString).collect(Collectors.joining(", "));
  }

  /**
   * Status codes from one to another, both included.
   *
   * @param from 100 to 999
   * @param to not below {@code from}
   */
  public record StatusRange(int from, int to) {
    @Override
    public String toString() {
      return from == to ? Integer.toString(from) : from + "-" + to;
    }
  }
}
