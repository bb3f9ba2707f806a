package dev.poort.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How members are asked whether they are well (ARM: {@code probes}).
 *
 * @param name unique among the probes
 * @param protocol HTTP or HTTPS
 * @param host what stands in Host and in the SNI; null when the settings' host is picked, and then
 *     127.0.0.1 if they have none
 * @param pickHostNameFromBackendHttpSettings whether the host is that of the settings
 * @param path begins with a slash, default {@code /}
 * @param port where to ask; null for the settings' port
 * @param interval 1 to 86400 s between two questions, default 30 s
 * @param timeout 1 to 86400 s to wait for an answer, default 30 s; where it is above the interval
 *     the next question waits for the end of the one before
 * @param unhealthyThreshold 1 to 20 failures in a row take a member out, default 3
 * @param match which answers are healthy
 * @param minServers how many members of a pool always count as healthy, 0 or more, default 0
 */
public record Probe(
    String name,
    Protocol protocol,
    @Nullable String host,
    boolean pickHostNameFromBackendHttpSettings,
    String path,
    @Nullable Integer port,
    Duration interval,
    Duration timeout,
    int unhealthyThreshold,
    ProbeMatch match,
    int minServers) {
  /** The interval where the file gives none. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

  /** The time-out where the file gives none. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** The failures in a row where the file gives none. */
  public static final int DEFAULT_UNHEALTHY_THRESHOLD = 3;

  /** A probe by which no member counts as healthy that is not. */
  public Probe(
      String name,
      Protocol protocol,
      @Nullable String host,
      boolean pickHostNameFromBackendHttpSettings,
      String path,
      @Nullable Integer port,
      Duration interval,
      Duration timeout,
      int unhealthyThreshold,
      ProbeMatch match) {
    this(
        name,
        protocol,
        host,
        pickHostNameFromBackendHttpSettings,
        path,
        port,
        interval,
        timeout,
        unhealthyThreshold,
        match,
        0);
  }

  /** The probe of settings that name none: GET / of 127.0.0.1 or of the settings' host. */
  public static Probe defaultFor(Protocol protocol) {
    return new Probe(
        "default",
        protocol,
        null,
        true,
        "/",
        null,
        DEFAULT_INTERVAL,
        DEFAULT_TIMEOUT,
        DEFAULT_UNHEALTHY_THRESHOLD,
        ProbeMatch.DEFAULT);
  }
}
