package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.SslCertificate;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds bindings that name nothing in the gateway. */
final class NamesCheck {
  private final Place bindings;
  private final List<Problem> problems;

  /**
   * @param bindings where the bindings stand
   */
  NamesCheck(Place bindings, List<Problem> problems) {
    this.bindings = bindings;
    this.problems = problems;
  }

  void check(ApplicationGateway gateway, Bindings bindings) {
    check("frontends", bindings.frontends().keySet(), frontends(gateway));
    List<String> ports = bindings.ports().keySet().stream().map(String::valueOf).toList();
    check("ports", ports, ports(gateway));
    check("members", bindings.members().keySet(), members(gateway));
    List<String> certificates =
        bindings.certificates().keySet().stream()
            .filter(key -> gateway.sslCertificates().stream().noneMatch(it -> it.isMeantBy(key)))
            .toList();
    check("certificates", certificates, certificates(gateway));
  }

  private void check(String table, Collection<String> bound, Set<String> known) {
    for (String name : bound) {
      if (known.stream().anyMatch(name::equalsIgnoreCase)) continue;
      String path = bindings.path() + "." + table;
      problems.add(
          Problem.warning(
              "bindings." + table + ": the gateway has no " + name,
              new Place(bindings.file(), bindings.line(), bindings.column(), path),
              Nearest.mend(name, known)));
    }
  }

  private static Set<String> frontends(ApplicationGateway gateway) {
    var names = new LinkedHashSet<String>();
    for (FrontendIpConfiguration frontend : gateway.frontendIpConfigurations()) {
      names.add(frontend.name());
    }
    return names;
  }

  private static Set<String> ports(ApplicationGateway gateway) {
    var ports = new LinkedHashSet<String>();
    for (FrontendPort port : gateway.frontendPorts()) ports.add(Integer.toString(port.port()));
    return ports;
  }

  private static Set<String> members(ApplicationGateway gateway) {
    var names = new LinkedHashSet<String>();
    for (BackendAddressPool pool : gateway.backendAddressPools()) {
      names.add(pool.name());
      names.addAll(pool.members());
    }
    return names;
  }

  private static Set<String> certificates(ApplicationGateway gateway) {
    var names = new LinkedHashSet<String>();
    for (SslCertificate certificate : gateway.sslCertificates()) names.add(certificate.name());
    return names;
  }
}
