package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;
import dev.poort.problem.Problem;
import java.util.List;

/**
 * What {@link ConfigurationFiles} say, judged and without errors.
 *
 * @param gateways those of the ARM file that are to run, at least one, in its order
 * @param leftOut those that would collide with one of them and that nobody asked for by name
 * @param settings poort.json, or its defaults
 * @param warnings what has no effect, was read leniently or is left out, sorted
 * @param fingerprint of the bytes it was read from; equal when the files have not changed
 */
public record Configuration(
    List<ApplicationGateway> gateways,
    List<ApplicationGateway> leftOut,
    Settings settings,
    List<Problem> warnings,
    String fingerprint) {
  public Configuration {
    gateways = List.copyOf(gateways);
    leftOut = List.copyOf(leftOut);
    warnings = List.copyOf(warnings);
  }

  /** The names of those that are left out. */
  public List<String> namesLeftOut() {
    return leftOut.stream().map(ApplicationGateway::name).toList();
  }
}
