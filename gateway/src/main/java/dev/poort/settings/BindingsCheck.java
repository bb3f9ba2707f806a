package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HttpListener;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges bindings together with the gateway that they are for. */
public final class BindingsCheck {
  private BindingsCheck() {}

  /**
   * A warning for each binding that names nothing in the gateway, and an error for each two of its
   * frontends that would listen in one place.
   *
   * @param file the settings' file, for the problems' places
   */
  public static List<Problem> check(ApplicationGateway gateway, Bindings bindings, String file) {
    var problems = new ArrayList<Problem>();
    check("frontends", bindings.frontends().keySet(), frontends(gateway), file, problems);
    List<String> bound = bindings.ports().keySet().stream().map(String::valueOf).toList();
    check("ports", bound, ports(gateway), file, problems);
    check("members", bindings.members().keySet(), members(gateway), file, problems);
    reportCollisions(gateway, bindings, file, problems);
    return problems.stream().sorted().toList();
  }

  private static void check(
      String table,
      Collection<String> bound,
      Set<String> known,
      String file,
      List<Problem> problems) {
    for (String name : bound) {
      if (known.stream().anyMatch(name::equalsIgnoreCase)) continue;
      problems.add(
          Problem.warning(
              "bindings." + table + ": the gateway has no " + name,
              new Place(file, 0, 0, "$.bindings." + table),
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
      names.addAll(pool.backendAddresses());
    }
    return names;
  }

  private static void reportCollisions(
      ApplicationGateway gateway, Bindings bindings, String file, List<Problem> problems) {
    var sockets = new ArrayList<LocalSocket>();
    for (HttpListener listener : gateway.httpListeners()) {
      LocalSocket socket = LocalSocket.of(listener, bindings);
      if (sockets.contains(socket)) continue;
      for (LocalSocket other : sockets) {
        if (!socket.collidesWith(other)) continue;
        String what = socket.origin() + " and " + other.origin() + " both listen on " + other;
        String mend =
            "Give them different addresses in bindings.frontends or ports in bindings.ports";
        problems.add(Problem.error(what, new Place(file, 0, 0, "$.bindings"), mend));
      }
      sockets.add(socket);
    }
  }

  /** Where a frontend's port is on this machine; a null address stands for all addresses. */
  private record LocalSocket(String origin, @Nullable String address, int port) {
    static LocalSocket of(HttpListener listener, Bindings bindings) {
      String frontend = listener.frontendIpConfiguration().name();
      int port = listener.frontendPort().port();
      String address = bindings.frontends().get(frontend.toLowerCase(Locale.ROOT));
      return new LocalSocket(
          frontend + " port " + port,
          "0.0.0.0".equals(address) || "::".equals(address) ? null : address,
          bindings.ports().getOrDefault(port, port));
    }

    boolean collidesWith(LocalSocket other) {
      if (port == 0 || port != other.port) return false;
      return address == null || other.address == null || address.equals(other.address);
    }

    @Override
    public String toString() {
      return (address == null ? "all addresses" : address) + " port " + port;
    }
  }
}
