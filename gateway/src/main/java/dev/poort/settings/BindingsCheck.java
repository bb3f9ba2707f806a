package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.HttpListener;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges bindings together with the gateway that they are for. */
public final class BindingsCheck {
  private BindingsCheck() {}

  /**
   * A warning for each binding that names nothing in the gateway and for each pool that can have no
   * member here; an error for each two frontends that would listen in one place.
   *
   * @param place where the bindings stand, or where somebody looks who has none
   * @param mayStillBeBound whether more bindings may come, so that what they can mend is no error
   */
  public static List<Problem> check(
      ApplicationGateway gateway, Bindings bindings, Place place, boolean mayStillBeBound) {
    var problems = new ArrayList<Problem>();
    new NamesCheck(place, problems).check(gateway, bindings);
    problems.addAll(PoolsCheck.check(gateway, bindings, place));
    reportCollisions(gateway, bindings, place, mayStillBeBound, problems);
    return problems.stream().sorted().toList();
  }

  private static void reportCollisions(
      ApplicationGateway gateway,
      Bindings bindings,
      Place place,
      boolean mayStillBeBound,
      List<Problem> problems) {
    var sockets = new ArrayList<LocalSocket>();
    for (HttpListener listener : gateway.httpListeners()) {
      LocalSocket socket = LocalSocket.of(listener, bindings);
      if (sockets.contains(socket)) continue;
      for (LocalSocket other : sockets) {
        if (!socket.collidesWith(other)) continue;
        String what = socket.origin() + " and " + other.origin() + " both listen on " + other;
        String mend =
            "Give them different addresses in bindings.frontends or ports in bindings.ports";
        problems.add(
            mayStillBeBound
                ? Problem.warning(what, place, mend)
                : Problem.error(what, place, mend));
      }
      sockets.add(socket);
    }
  }

  /** Where a frontend's port is on this machine; a null address stands for all addresses. */
  private record LocalSocket(String origin, @Nullable String address, int port) {
    static LocalSocket of(HttpListener listener, Bindings bindings) {
      String frontend = listener.frontendIpConfiguration().name();
      int port = listener.frontendPort().port();
      String address = bindings.frontend(frontend);
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
