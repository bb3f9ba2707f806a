package dev.poort.settings;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.HttpListener;
import dev.poort.config.Options;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds options of poort.json that name nothing in any gateway. */
public final class OptionsCheck {
  private OptionsCheck() {}

  /**
   * A warning for each name that no gateway has.
   *
   * @param others whether names may be those of gateways that are not among these
   * @param file what the problems call poort.json
   */
  public static List<Problem> check(
      List<ApplicationGateway> gateways, boolean others, Options options, String file) {
    if (others) return List.of();
    List<Problem> problems = new ArrayList<>();
    List<String> listeners =
        gateways.stream()
            .flatMap(gateway -> gateway.httpListeners().stream())
            .map(HttpListener::name)
            .toList();
    List<String> settings =
        gateways.stream()
            .flatMap(gateway -> gateway.backendHttpSettingsCollection().stream())
            .map(BackendHttpSettings::name)
            .toList();
    check("httpListeners", options.httpListeners().keySet(), listeners, file, problems);
    check("backendHttpSettings", options.backendHttpSettings().keySet(), settings, file, problems);
    return problems;
  }

  private static void check(
      String table,
      Collection<String> named,
      List<String> known,
      String file,
      List<Problem> problems) {
    for (String name : named.stream().sorted().toList()) {
      if (known.stream().anyMatch(name::equalsIgnoreCase)) continue;
      problems.add(
          Problem.warning(
              table + ": no gateway has " + name,
              new Place(file, 0, 0, "$." + table + "." + name),
              Nearest.mend(name, known)));
    }
  }
}
