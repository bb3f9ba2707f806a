package dev.poort.arm;

import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.template.GivenParameters;
import dev.poort.template.Links;
import dev.poort.template.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A file that holds gateways, and what it is deployed with where it is a template.
 *
 * @param file named in the problems as it is given
 * @param parameters what is given for the template's parameters
 * @param scope where in Azure it is said to be deployed to
 * @param links where linked templates are
 * @param gateways the names of those that are wanted, in any letter case; empty for all
 */
public record GatewaySource(
    Path file, GivenParameters parameters, Scope scope, Links links, List<String> gateways) {
  /** What to do with a file of parameters. */
  static final String AFTER_THE_TEMPLATE = "give it after the template: --parameters FILE";

  public GatewaySource {
    gateways = List.copyOf(gateways);
  }

  /** All gateways of a file that needs nothing else. */
  public GatewaySource(Path file) {
    this(file, GivenParameters.NONE, Scope.DEFAULT, Links.BESIDE, List.of());
  }

  /**
   * The same deployed with parameters.
   *
   * @param parameters each as {@code --parameters} takes it: a file, {@code NAME=VALUE} or JSON
   */
  public GatewaySource with(String... parameters) {
    return new GatewaySource(
        file, new GivenParameters(List.of(parameters)), scope, links, gateways);
  }

  /** The same with only some of the gateways. */
  public GatewaySource only(List<String> gateways) {
    return new GatewaySource(file, parameters, scope, links, gateways);
  }

  /** What the file says; one in Bicep must be built first. */
  public ReadResult<JsonValue> json() {
    String name = file.toString();
    String lower = name.toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(file)) return JsonReader.read(file);
    if (lower.endsWith(".bicep")) {
      return refused("this is Bicep, not JSON", "Build it: az bicep build --file " + name);
    }
    if (lower.endsWith(".bicepparam")) {
      return refused(
          "this is a file of parameters in Bicep",
          "Build it: az bicep build-params --file " + name + ". Then " + AFTER_THE_TEMPLATE);
    }
    return JsonReader.read(file);
  }

  private ReadResult<JsonValue> refused(String what, String mend) {
    Problem problem = Problem.error(what, Place.of(file.toString()), mend);
    return new ReadResult<>(null, List.of(problem));
  }

  /** The file's name without its ending, for a gateway that has none. */
  String stem() {
    Path last = file.getFileName();
    String name = last == null ? file.toString() : last.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
