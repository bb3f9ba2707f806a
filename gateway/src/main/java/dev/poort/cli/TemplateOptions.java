package dev.poort.cli;

import dev.poort.arm.GatewaySource;
import dev.poort.template.GivenParameters;
import dev.poort.template.Links;
import dev.poort.template.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which ARM file a command works on, and what it is deployed with where it is a template. */
final class TemplateOptions {
  @Parameters(
      paramLabel = "FILE",
      description = "Azure Application Gateways as ARM JSON: bare, or a deployment template.")
  private @Nullable Path file;

  @Option(
      names = {"--parameters", "-p"},
      paramLabel = "FILE|NAME=VALUE",
      arity = "1..*",
      description = {
        "What a template's parameters are, as az takes it: a file, NAME=VALUE, NAME=@FILE or JSON.",
        "Several may follow; later ones win. Name the template before them."
      })
  private List<String> parameters = List.of();

  @Option(
      names = {"--resource-group", "-g"},
      paramLabel = "NAME",
      description = "What resourceGroup() says (poort).")
  private @Nullable String resourceGroup;

  @Option(
      names = {"--location", "-l"},
      paramLabel = "REGION",
      description = "Where it is said to be deployed (${DEFAULT-VALUE}).")
  private String location = Scope.DEFAULT.location();

  @Option(names = "--subscription", paramLabel = "ID", description = "What subscription() says.")
  private @Nullable String subscription;

  /** The ARM file, which is there wherever the command line insists on it. */
  Path file() {
    Path named = file;
    if (named == null) throw new IllegalStateException("no file is named");
    return named;
  }

  /** Whether no ARM file is named, where that may be. */
  boolean isWithoutFile() {
    return file == null;
  }

  /** Whether something is said that only a file can be told. */
  boolean needFile() {
    return !parameters.isEmpty();
  }

  /** The group that is named; null for none. */
  @Nullable String resourceGroup() {
    return resourceGroup;
  }

  /** The subscription that is named; null for none. */
  @Nullable String subscription() {
    return subscription;
  }

  /** Where it is deployed. */
  String location() {
    return location;
  }

  /** What is given for parameters. */
  GivenParameters parameters() {
    return new GivenParameters(parameters);
  }

  /**
   * The file with what it is deployed with.
   *
   * @param gateways the names of those that are meant; empty for all
   * @param links where linked templates are
   */
  GatewaySource source(List<String> gateways, Links links) {
    Scope scope = Scope.DEFAULT.withLocation(location);
    if (subscription != null) scope = scope.withSubscription(subscription);
    if (resourceGroup != null) scope = scope.withResourceGroup(resourceGroup);
    return new GatewaySource(file(), parameters(), scope, links, gateways);
  }

  /** A file of parameters that lies beside the template while none were given; null if none. */
  @Nullable String overlookedParameters() {
    Path name = file().getFileName();
    if (name == null || !parameters.isEmpty()) return null;
    String stem = name.toString().replaceAll("\\.json$", "");
    return overlooked(stem + ".parameters.json", "--parameters");
  }

  /** What to say of a file that lies beside the ARM file and was not named; null for none. */
  @Nullable String overlooked(String name, String option) {
    Path beside = file().resolveSibling(name);
    boolean there = Files.isRegularFile(beside);
    return there ? "not used: " + beside + " (say " + option + " to use it)" : null;
  }
}
