package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Judges which gateways this machine can serve side by side, no two of them in one place. */
public final class SideBySide {
  private final Bindings bindings;
  private final Places places;
  private final boolean mayStillBeBound;

  /**
   * @param mayStillBeBound whether more bindings may come, so that what they can mend is no error
   */
  public SideBySide(Bindings bindings, Places places, boolean mayStillBeBound) {
    this.bindings = bindings;
    this.places = places;
    this.mayStillBeBound = mayStillBeBound;
  }

  /**
   * The gateways that serve. One that would listen where an earlier one does, or twice in one
   * place, is left out with a warning; when it is wished for or the last, that is an error.
   *
   * @param gateways those that may serve, in the order in which they choose their places
   * @param wished whether each of them must serve
   */
  public ReadResult<List<ApplicationGateway>> of(
      List<ApplicationGateway> gateways, boolean wished) {
    List<LocalSocket> taken = new ArrayList<>();
    List<ApplicationGateway> serving = new ArrayList<>();
    List<Collision> collisions = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>();
    for (ApplicationGateway gateway : gateways) {
      List<LocalSocket> sockets = LocalSocket.of(gateway, bindings);
      List<Collision> found = collisions(sockets, taken);
      collisions.addAll(found);
      if (found.isEmpty() || wished) {
        taken.addAll(sockets);
        serving.add(gateway);
      } else {
        warnings.add(found.getFirst().leftOut(places));
      }
    }
    boolean refused = serving.isEmpty() || (wished && !collisions.isEmpty());
    if (!refused) return new ReadResult<>(serving, warnings);
    Severity severity = mayStillBeBound ? Severity.WARNING : Severity.ERROR;
    List<Problem> problems = collisions.stream().map(it -> it.problem(severity, places)).toList();
    return new ReadResult<>(mayStillBeBound ? gateways : null, problems);
  }

  private static List<Collision> collisions(List<LocalSocket> sockets, List<LocalSocket> taken) {
    List<Collision> found = new ArrayList<>();
    for (int i = 0; i < sockets.size(); i++) {
      LocalSocket socket = sockets.get(i);
      Stream.concat(taken.stream(), sockets.subList(0, i).stream())
          .filter(socket::collidesWith)
          .forEach(earlier -> found.add(new Collision(socket, earlier)));
    }
    return found;
  }

  private record Collision(LocalSocket later, LocalSocket earlier) {
    private static final String BINDINGS =
        "Give them different addresses in bindings.frontends or ports in bindings.ports";

    boolean ofOneGateway() {
      return later.gateway().equals(earlier.gateway());
    }

    Problem problem(Severity severity, Places places) {
      Place where = places.gateway(later.gateway());
      if (ofOneGateway()) {
        return new Problem(severity, both(later.origin(), earlier.origin()), where, BINDINGS);
      }
      String what =
          both(later.gateway() + " " + later.origin(), earlier.gateway() + " " + earlier.origin());
      String mend = "Choose one of them, or give them different places in bindings.gateways";
      return new Problem(severity, what, where, mend);
    }

    private String both(String one, String other) {
      return one + " and " + other + " both listen on " + earlier.place();
    }

    Problem leftOut(Places places) {
      String gateway = later.gateway();
      String other =
          ofOneGateway()
              ? "its " + earlier.origin()
              : earlier.origin() + " of " + earlier.gateway();
      String what =
          "%s is left out: its %s (%s) collides with %s (%s)"
              .formatted(gateway, later.origin(), later.place(), other, earlier.place());
      String mend =
          ofOneGateway()
              ? BINDINGS
              : "Serve it with --gateway %s, or give it another place in bindings.gateways.%s"
                  .formatted(gateway, gateway);
      return Problem.warning(what, places.gateway(gateway), mend);
    }
  }
}
