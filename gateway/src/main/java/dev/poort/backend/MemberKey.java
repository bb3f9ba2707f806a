package dev.poort.backend;

import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendOptions;
import dev.poort.config.HostAndPort;
import dev.poort.config.Probe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What makes a member the same one after a change of the configuration: where it is, how it is
 * spoken to and how it is probed. While this is equal, the member keeps its health and its
 * connections.
 *
 * @param address where it is reached, an IP address
 * @param secure whether over TLS
 * @param hostName the Host that the settings give it; null for the client's own
 * @param tlsName the name that its certificate must bear and its SNI; null in clear text or when it
 *     is that of each request
 * @param probe how it is asked
 * @param http2 whether over HTTP/2
 */
public record MemberKey(
    HostAndPort address,
    boolean secure,
    @Nullable String hostName,
    @Nullable String tlsName,
    Probe probe,
    boolean http2) {

  /**
   * The key of a member under its settings.
   *
   * @param name the member as the pool names it
   * @param address where that is on this machine
   * @param options what poort.json adds to the settings
   */
  public static MemberKey of(
      String name, HostAndPort address, BackendHttpSettings settings, BackendOptions options) {
    String hostName = settings.pickHostNameFromBackendAddress() ? name : settings.hostName();
    boolean secure = settings.protocol().secure();
    return new MemberKey(
        address,
        secure,
        hostName,
        secure ? (hostName != null ? hostName : name) : null,
        probeOf(settings),
        options.http2());
  }

  /** The same where poort.json adds nothing. */
  static MemberKey of(String name, HostAndPort address, BackendHttpSettings settings) {
    return of(name, address, settings, BackendOptions.DEFAULT);
  }

  /** The probe of settings, which is Azure's default where they name none. */
  static Probe probeOf(BackendHttpSettings settings) {
    Probe probe = settings.probe();
    return probe != null ? probe : Probe.defaultFor(settings.protocol());
  }

  /** The longest that its first probe may take. */
  public Duration firstProbeBound() {
    return probe.timeout();
  }
}
