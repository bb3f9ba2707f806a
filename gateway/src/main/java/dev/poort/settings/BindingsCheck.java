package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges bindings together with the gateways that they are for. */
public final class BindingsCheck {
  private BindingsCheck() {}

  /**
   * A warning for each binding that names nothing in any of the gateways and for each pool that can
   * have no member here.
   *
   * @param others whether the bindings may also be for gateways that are not among these
   * @param publicIps the names of public IPs that may stand among the frontends
   */
  public static List<Problem> check(
      List<ApplicationGateway> gateways,
      boolean others,
      Bindings bindings,
      Set<String> publicIps,
      Places places) {
    var problems = new ArrayList<Problem>();
    new NamesCheck(places, publicIps, problems).check(gateways, others, bindings);
    for (ApplicationGateway gateway : gateways) {
      problems.addAll(PoolsCheck.check(gateway, bindings.of(gateway.name()), places));
    }
    return problems.stream().distinct().sorted().toList();
  }
}
