package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import dev.poort.config.SslCertificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bindings to start from: everything that gateways have, on the loopback addresses of this machine.
 * What is bound already is left out.
 *
 * @param frontends the name of a frontend to a local address, so that no two collide
 * @param ports each port that a listener uses to a local one that needs no rights
 * @param members the name of a pool to a local member with a port of its own
 * @param certificates those that listeners use and that have no file yet
 * @param gateways the name of a gateway to the addresses of its frontends that would be where those
 *     of another gateway are
 */
public record BindingsProposal(
    Map<String, String> frontends,
    Map<Integer, Integer> ports,
    Map<String, HostAndPort> members,
    List<SslCertificate> certificates,
    Map<String, Map<String, String>> gateways) {
  /** Where proposed members begin. */
  static final int FIRST_MEMBER_PORT = 5_000;

  private static final String LOOPBACK = "127.0.0.1";

  public BindingsProposal {
    frontends = Collections.unmodifiableMap(new LinkedHashMap<>(frontends));
    ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    certificates = List.copyOf(certificates);
    gateways = Collections.unmodifiableMap(new LinkedHashMap<>(gateways));
  }

  /**
   * Proposes bindings.
   *
   * @param gateways those of one file, which share one poort.json
   * @param settings what is settled: its bindings are left out, and its ports not used twice
   */
  public static BindingsProposal of(List<ApplicationGateway> gateways, Settings settings) {
    Bindings bound = settings.bindings();
    List<HttpListener> listeners =
        gateways.stream().flatMap(gateway -> gateway.httpListeners().stream()).toList();
    var local = new LocalPorts(settings);
    Map<Integer, Integer> ports = local.propose(listeners);
    var addresses = new LocalAddresses(bound, ports, gateways);
    return new BindingsProposal(
        addresses.propose(),
        ports,
        members(gateways, bound, local),
        certificates(listeners),
        addresses.proposeApart());
  }

  /** Whether there is nothing to propose. */
  public boolean isEmpty() {
    return frontends.isEmpty()
        && ports.isEmpty()
        && members.isEmpty()
        && certificates.isEmpty()
        && gateways.isEmpty();
  }

  private static Map<String, HostAndPort> members(
      List<ApplicationGateway> gateways, Bindings bound, LocalPorts local) {
    var members = new LinkedHashMap<String, HostAndPort>();
    for (ApplicationGateway gateway : gateways) {
      for (BackendAddressPool pool : gateway.backendAddressPools()) {
        if (isBound(pool, bound.of(gateway.name()))) continue;
        members.computeIfAbsent(
            pool.name(), _ -> new HostAndPort(LOOPBACK, local.take(FIRST_MEMBER_PORT)));
      }
    }
    return members;
  }

  private static boolean isBound(BackendAddressPool pool, Bindings bound) {
    List<String> members = pool.members();
    return bound.member(pool.name()) != null
        || (!members.isEmpty() && members.stream().allMatch(it -> bound.member(it) != null));
  }

  private static List<SslCertificate> certificates(List<HttpListener> listeners) {
    var closed = new ArrayList<SslCertificate>();
    for (HttpListener listener : listeners) {
      SslCertificate certificate = listener.sslCertificate();
      boolean open = certificate == null || certificate.credential() != null;
      if (!open && !closed.contains(certificate)) closed.add(certificate);
    }
    return closed;
  }
}
