package dev.poort.arm;

import dev.poort.template.GivenParameters;
import dev.poort.template.Links;
import dev.poort.template.Scope;
import java.nio.file.Path;
import java.util.List;

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

  /** The file's name without its ending, for a gateway that has none. */
  String stem() {
    Path last = file.getFileName();
    String name = last == null ? file.toString() : last.toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
