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
 * Bindings to start from: everything that a gateway has, on the loopback addresses of this machine.
 * What is bound already is left out.
 *
 * @param gateway its name
 * @param frontends the name of a frontend to a local address, so that no two collide
 * @param ports each port that a listener uses to a local one that needs no rights
 * @param members the name of a pool to a local member with a port of its own
 * @param certificates those that listeners use and that have no file yet
 */
public record BindingsProposal(
    String gateway,
    Map<String, String> frontends,
    Map<Integer, Integer> ports,
    Map<String, HostAndPort> members,
    List<SslCertificate> certificates) {
  /** Where proposed members begin. */
  static final int FIRST_MEMBER_PORT = 5_000;

  private static final String LOOPBACK = "127.0.0.1";

  public BindingsProposal {
    frontends = Collections.unmodifiableMap(new LinkedHashMap<>(frontends));
    ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    certificates = List.copyOf(certificates);
  }

  /**
   * Proposes bindings, with which all of the gateways can run side by side.
   *
   * @param gateways those of one file
   * @param settings what is settled: its bindings are left out, and its ports not used twice
   * @return one for each gateway, in the same order
   */
  public static List<BindingsProposal> of(List<ApplicationGateway> gateways, Settings settings) {
    var local = new LocalPorts(settings);
    var addresses = new LocalAddresses();
    var proposals = new ArrayList<BindingsProposal>();
    for (ApplicationGateway gateway : gateways) {
      Bindings bound = settings.bindings().of(gateway.name());
      Map<Integer, Integer> ports = local.propose(gateway, bound);
      proposals.add(
          new BindingsProposal(
              gateway.name(),
              addresses.propose(gateway, bound, ports),
              ports,
              members(gateway, bound, local),
              certificates(gateway)));
    }
    return proposals;
  }

  /** Whether there is nothing to propose. */
  public boolean isEmpty() {
    return frontends.isEmpty() && ports.isEmpty() && members.isEmpty() && certificates.isEmpty();
  }

  private static Map<String, HostAndPort> members(
      ApplicationGateway gateway, Bindings bound, LocalPorts local) {
    var members = new LinkedHashMap<String, HostAndPort>();
    for (BackendAddressPool pool : gateway.backendAddressPools()) {
      if (isBound(pool, bound)) continue;
      members.put(pool.name(), new HostAndPort(LOOPBACK, local.take(FIRST_MEMBER_PORT)));
    }
    return members;
  }

  private static boolean isBound(BackendAddressPool pool, Bindings bound) {
    List<String> members = pool.members();
    return bound.member(pool.name()) != null
        || (!members.isEmpty() && members.stream().allMatch(it -> bound.member(it) != null));
  }

  private static List<SslCertificate> certificates(ApplicationGateway gateway) {
    var closed = new ArrayList<SslCertificate>();
    for (HttpListener listener : gateway.httpListeners()) {
      SslCertificate certificate = listener.sslCertificate();
      boolean open = certificate == null || certificate.credential() != null;
      if (!open && !closed.contains(certificate)) closed.add(certificate);
    }
    return closed;
  }
}
