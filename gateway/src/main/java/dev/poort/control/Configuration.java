package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;
import dev.poort.problem.Problem;
import java.util.List;

/**
 * What {@link ConfigurationFiles} say, judged and without errors.
 *
 * @param found all gateways of the ARM file, in its order
 * @param gateways those of them that are to run, at least one
 * @param settings poort.json, or its defaults
 * @param warnings what has no effect, was read leniently or is left out, sorted
 * @param fingerprint of the bytes it was read from; equal when the files have not changed
 */
public record Configuration(
    List<ApplicationGateway> found,
    List<ApplicationGateway> gateways,
    Settings settings,
    List<Problem> warnings,
    String fingerprint) {
  public Configuration {
    found = List.copyOf(found);
    gateways = List.copyOf(gateways);
    warnings = List.copyOf(warnings);
  }
}
