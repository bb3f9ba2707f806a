package dev.poort.backend;

import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendOptions;
import dev.poort.config.BackendTls;
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
 * @param hostName the Host that the settings give it; null for the client's own
 * @param tlsName the name that its certificate must bear and its SNI; null in clear text or when it
 *     is that of each request
 * @param tls how it proves who it is; null in clear text
 * @param probe how it is asked
 * @param http2 whether over HTTP/2
 */
public record MemberKey(
    HostAndPort address,
    @Nullable String hostName,
    @Nullable String tlsName,
    @Nullable BackendTls tls,
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
        hostName,
        secure ? tlsName(name, hostName, settings.backendTls()) : null,
        secure ? settings.backendTls() : null,
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

  private static String tlsName(String name, @Nullable String hostName, BackendTls tls) {
    if (tls.sniName() != null) return tls.sniName();
    return hostName != null ? hostName : name;
  }

  /** The name that counts for probes too, whatever host they ask for; null for none. */
  @Nullable String sniName() {
    return tls == null ? null : tls.sniName();
  }

  /** The longest that its first probe may take. */
  public Duration firstProbeBound() {
    return probe.timeout();
  }
}
