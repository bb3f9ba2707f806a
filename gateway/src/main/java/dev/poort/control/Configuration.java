package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;
import dev.poort.problem.Problem;
import java.util.List;

/**
 * What {@link ConfigurationFiles} say, judged and without errors.
 *
 * @param gateways those of the ARM file that are to run, at least one, in its order
 * @param settings poort.json, or its defaults
 * @param warnings what has no effect or was read leniently, sorted
 * @param fingerprint of the bytes it was read from; equal when the files have not changed
 */
public record Configuration(
    List<ApplicationGateway> gateways,
    Settings settings,
    List<Problem> warnings,
    String fingerprint) {
  public Configuration {
    gateways = List.copyOf(gateways);
    warnings = List.copyOf(warnings);
  }
}
