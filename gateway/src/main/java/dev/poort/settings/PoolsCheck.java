package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.Machine;
import dev.poort.json.JsonString;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds pools without a member that could be reached from here, and says which line of poort.json
 * gives them one. A pool that is bound, be it to nobody, is as somebody wanted it.
 */
final class PoolsCheck {
  private static final int SHOWN = 3;

  private PoolsCheck() {}

  static List<Problem> check(ApplicationGateway gateway, Bindings bindings, Places places) {
    var problems = new ArrayList<Problem>();
    int port = BindingsProposal.FIRST_MEMBER_PORT;
    for (BackendAddressPool pool : gateway.backendAddressPools()) {
      List<String> away = away(pool, bindings);
      boolean nobody = away.size() == pool.members().size();
      if (bindings.member(pool.name()) == null && (nobody || !away.isEmpty())) {
        String mend = mend(nobody ? List.of(pool.name()) : away, port);
        Place where = places.pool(gateway.name(), pool.name());
        problems.add(Problem.warning(what(pool, away), where, mend));
      }
      port++;
    }
    return problems;
  }

  /** The machines of a pool that nothing binds. */
  private static List<String> away(BackendAddressPool pool, Bindings bindings) {
    return pool.machines().stream()
        .map(Machine::name)
        .filter(name -> bindings.member(name) == null)
        .toList();
  }

  private static String what(BackendAddressPool pool, List<String> away) {
    if (away.isEmpty()) return pool.name() + " has no members, it answers 502";
    String names = away.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = away.size() - SHOWN;
    String all = more > 0 ? names + " and " + more + " more" : names;
    return pool.name() + " has machines in Azure, which are tried under their names: " + all;
  }

  private static String mend(List<String> names, int port) {
    String lines =
        names.stream()
            .map(name -> "%s: [\"127.0.0.1:%d\"]".formatted(JsonString.quoted(name), port))
            .collect(Collectors.joining(", "));
    return "Bind it in poort.json: \"bindings\": { \"members\": { " + lines + " } }";
  }
}
