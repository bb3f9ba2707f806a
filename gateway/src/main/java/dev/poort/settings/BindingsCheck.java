package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Judges bindings together with the gateways that they are for. */
public final class BindingsCheck {
  private final List<Problem> problems = new ArrayList<>();
  private final String file;

  private BindingsCheck(String file) {
    this.file = file;
  }

  /**
   * A warning for each binding that names nothing in any of the gateways.
   *
   * @param gateways all gateways of the file, be they served or not
   * @param file the settings' file, for the problems' places
   */
  public static List<Problem> check(
      List<ApplicationGateway> gateways, Bindings bindings, String file) {
    BindingsCheck check = new BindingsCheck(file);
    check.tables("bindings", bindings, gateways);
    List<String> names = gateways.stream().map(ApplicationGateway::name).toList();
    check.names("bindings.gateways", bindings.gateways().keySet(), names, "no gateway is named ");
    for (ApplicationGateway gateway : gateways) {
      String key = gateway.name().toLowerCase(Locale.ROOT);
      Bindings own = bindings.gateways().get(key);
      if (own != null) check.tables("bindings.gateways." + key, own, List.of(gateway));
    }
    return check.problems.stream().sorted().toList();
  }

  private void tables(String path, Bindings bindings, List<ApplicationGateway> gateways) {
    String none = gateways.size() == 1 ? "the gateway has no " : "no gateway has ";
    List<String> ports = bindings.ports().keySet().stream().map(String::valueOf).toList();
    names(path + ".frontends", bindings.frontends().keySet(), frontends(gateways), none);
    names(path + ".ports", ports, ports(gateways), none);
    names(path + ".members", bindings.members().keySet(), members(gateways), none);
  }

  private void names(String path, Collection<String> bound, List<String> known, String none) {
    for (String name : bound) {
      if (known.stream().anyMatch(name::equalsIgnoreCase)) continue;
      problems.add(
          Problem.warning(
              path + ": " + none + name,
              new Place(file, 0, 0, "$." + path),
              Nearest.mend(name, known)));
    }
  }

  private static List<String> frontends(List<ApplicationGateway> gateways) {
    return all(gateways, gateway -> gateway.frontendIpConfigurations().stream())
        .map(FrontendIpConfiguration::name)
        .toList();
  }

  private static List<String> ports(List<ApplicationGateway> gateways) {
    return all(gateways, gateway -> gateway.frontendPorts().stream())
        .map(FrontendPort::port)
        .map(String::valueOf)
        .toList();
  }

  private static List<String> members(List<ApplicationGateway> gateways) {
    return all(gateways, gateway -> gateway.backendAddressPools().stream())
        .flatMap(BindingsCheck::names)
        .toList();
  }

  private static Stream<String> names(BackendAddressPool pool) {
    return Stream.concat(Stream.of(pool.name()), pool.backendAddresses().stream());
  }

  private static <T> Stream<T> all(
      List<ApplicationGateway> gateways, Function<ApplicationGateway, Stream<T>> parts) {
    return gateways.stream().flatMap(parts).distinct();
  }
}
