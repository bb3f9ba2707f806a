package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.CustomError;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.SslCertificate;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds bindings that name nothing in any gateway. */
final class NamesCheck {
  private final Places places;
  private final Set<String> publicIps;
  private final List<Problem> problems;

  /**
   * @param places where things stand
   * @param publicIps what may stand among the frontends besides
   */
  NamesCheck(Places places, Set<String> publicIps, List<Problem> problems) {
    this.places = places;
    this.publicIps = publicIps;
    this.problems = problems;
  }

  /**
   * Judges the tables for all gateways and those of single ones.
   *
   * @param others whether names may be those of gateways that are not among these
   */
  void check(List<ApplicationGateway> gateways, boolean others, Bindings bindings) {
    if (!others) {
      tables("", bindings, gateways);
      List<String> names = gateways.stream().map(ApplicationGateway::name).toList();
      names("gateways", bindings.gateways().keySet(), names, "no gateway is named ");
    }
    for (ApplicationGateway gateway : gateways) {
      String key = gateway.name().toLowerCase(Locale.ROOT);
      Bindings own = bindings.gateways().get(key);
      if (own != null) tables("gateways." + key + ".", own, List.of(gateway));
    }
  }

  private void tables(String of, Bindings bindings, List<ApplicationGateway> gateways) {
    String none = gateways.size() == 1 ? "the gateway has no " : "no gateway has ";
    List<String> bound =
        bindings.frontends().keySet().stream()
            .filter(name -> publicIps.stream().noneMatch(name::equalsIgnoreCase))
            .toList();
    names(of + "frontends", bound, frontends(gateways), none);
    List<String> ports = bindings.ports().keySet().stream().map(String::valueOf).toList();
    names(of + "ports", ports, ports(gateways), none);
    names(of + "members", bindings.members().keySet(), members(gateways), none);
    List<SslCertificate> certificates =
        all(gateways, gateway -> gateway.sslCertificates().stream()).toList();
    List<String> unmeant =
        bindings.certificates().keySet().stream()
            .filter(key -> certificates.stream().noneMatch(it -> it.isMeantBy(key)))
            .toList();
    List<String> known = certificates.stream().map(SslCertificate::name).distinct().toList();
    names(of + "certificates", unmeant, known, none);
    trusted(of + "trustedCertificates", bindings, gateways, none);
    names(of + "pages", bindings.pages().keySet(), pages(gateways), none);
    names(of + "tenants", bindings.tenants().keySet(), tenants(gateways), none);
  }

  private void trusted(
      String table, Bindings bindings, List<ApplicationGateway> gateways, String none) {
    List<SslCertificate> trusted = new ArrayList<>();
    for (ApplicationGateway gateway : gateways) {
      List<SslCertificate> own = places.trusted(gateway.name());
      if (own == null) return;
      trusted.addAll(own);
    }
    List<String> unmeant =
        bindings.trustedCertificates().keySet().stream()
            .filter(key -> trusted.stream().noneMatch(it -> it.isMeantBy(key)))
            .toList();
    names(table, unmeant, trusted.stream().map(SslCertificate::name).distinct().toList(), none);
  }

  private static List<String> pages(List<ApplicationGateway> gateways) {
    Stream<CustomError> common =
        all(gateways, gateway -> gateway.customErrorConfigurations().stream());
    Stream<CustomError> own =
        all(gateways, gateway -> gateway.httpListeners().stream())
            .flatMap(listener -> listener.customErrorConfigurations().stream());
    return Stream.concat(common, own).map(CustomError::pageUrl).distinct().toList();
  }

  private static List<String> tenants(List<ApplicationGateway> gateways) {
    return all(gateways, gateway -> gateway.requestRoutingRules().stream())
        .map(RequestRoutingRule::entraJwtValidation)
        .filter(Objects::nonNull)
        .map(EntraJwtValidation::tenantId)
        .distinct()
        .toList();
  }

  private void names(String table, Collection<String> bound, List<String> known, String none) {
    for (String name : bound) {
      if (known.stream().anyMatch(name::equalsIgnoreCase)) continue;
      Place bindings = places.bindings();
      String path = bindings.path() + "." + table + "." + name;
      problems.add(
          Problem.warning(
              "bindings." + table + ": " + none + name,
              new Place(bindings.file(), bindings.line(), bindings.column(), path),
              Nearest.mend(name, known)));
    }
  }

  private static List<String> frontends(List<ApplicationGateway> gateways) {
    return all(gateways, gateway -> gateway.frontendIpConfigurations().stream())
        .map(FrontendIpConfiguration::name)
        .distinct()
        .toList();
  }

  private static List<String> ports(List<ApplicationGateway> gateways) {
    return all(gateways, gateway -> gateway.frontendPorts().stream())
        .map(FrontendPort::port)
        .map(String::valueOf)
        .distinct()
        .toList();
  }

  private static List<String> members(List<ApplicationGateway> gateways) {
    return all(gateways, gateway -> gateway.backendAddressPools().stream())
        .flatMap(NamesCheck::names)
        .distinct()
        .toList();
  }

  private static Stream<String> names(BackendAddressPool pool) {
    return Stream.concat(Stream.of(pool.name()), pool.members().stream());
  }

  private static <T> Stream<T> all(
      List<ApplicationGateway> gateways, Function<ApplicationGateway, Stream<T>> parts) {
    return gateways.stream().flatMap(parts);
  }
}
