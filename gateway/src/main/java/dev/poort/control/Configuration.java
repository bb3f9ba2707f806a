package dev.poort.control;

import dev.poort.arm.EvaluatedGateway;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;
import dev.poort.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What {@link ConfigurationFiles} say, judged and without errors.
 *
 * @param gateways those of the ARM file that are to run, in its order; none only where it was not
 *     read to run and lacks what that needs
 * @param leftOut those that would collide with one of them and that nobody asked for by name
 * @param settings poort.json, or its defaults
 * @param warnings what has no effect, was read leniently or is left out, sorted
 * @param linked the files that a template links to
 * @param fingerprint of the bytes it was read from; equal when the files have not changed
 * @param evaluated what the gateways that are to run were read from
 */
public record Configuration(
    List<ApplicationGateway> gateways,
    List<ApplicationGateway> leftOut,
    Settings settings,
    List<Problem> warnings,
    Set<Path> linked,
    String fingerprint,
    List<EvaluatedGateway> evaluated) {
  public Configuration {
    gateways = List.copyOf(gateways);
    leftOut = List.copyOf(leftOut);
    warnings = List.copyOf(warnings);
    linked = Set.copyOf(linked);
    evaluated = List.copyOf(evaluated);
  }

  /** The names of those that are left out. */
  public List<String> namesLeftOut() {
    return leftOut.stream().map(ApplicationGateway::name).toList();
  }
}
