package dev.poort.cli;

import dev.poort.arm.GatewaySource;
import dev.poort.config.Settings;
import dev.poort.control.ConfigurationFiles;
import dev.poort.template.GivenParameters;
import dev.poort.template.Links;
import dev.poort.template.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files a command works on, and which of their gateways. */
final class ConfigurationOptions {
  @Parameters(
      paramLabel = "FILE",
      description = "Azure Application Gateways as ARM JSON: bare, or a deployment template.")
  private @Nullable Path file;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "What is Poort's own: bindings, management, access log (poort.json).")
  private @Nullable Path settings;

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
      names = "--linked",
      paramLabel = "DIR",
      description = "Holds the templates that are linked by a URI. Nothing is fetched.")
  private @Nullable Path linked;

  @Option(
      names = {"--resource-group", "-g"},
      paramLabel = "NAME",
      description = "What resourceGroup() says (${DEFAULT-VALUE}).")
  private String resourceGroup = Scope.DEFAULT.resourceGroup();

  @Option(
      names = {"--location", "-l"},
      paramLabel = "REGION",
      description = "Where it is said to be deployed (${DEFAULT-VALUE}).")
  private String location = Scope.DEFAULT.location();

  @Option(names = "--subscription", paramLabel = "ID", description = "What subscription() says.")
  private String subscription = Scope.DEFAULT.subscriptionId();

  @Option(
      names = "--gateway",
      paramLabel = "NAME",
      description =
          "Which gateway of the file; repeat it for several. Without it all are meant, and one"
              + " that would listen where an earlier one does is left out.")
  private List<String> gateways = List.of();

  /** The ARM file, which is there wherever the command line insists on it. */
  private Path gateway() {
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
    return !parameters.isEmpty() || !gateways.isEmpty() || linked != null;
  }

  /** The poort.json that is named; null for none. */
  @Nullable Path settings() {
    return settings;
  }

  /** What stands where the file is named. */
  String named() {
    return gateway().toString();
  }

  /** The names of the gateways that are meant; empty for all. */
  List<String> gateways() {
    return gateways;
  }

  private GatewaySource source() {
    Scope scope =
        Scope.DEFAULT
            .withSubscription(subscription)
            .withResourceGroup(resourceGroup)
            .withLocation(location);
    return new GatewaySource(
        gateway(), new GivenParameters(parameters), scope, new Links(linked), gateways);
  }

  /**
   * The files.
   *
   * @param defaults what holds where poort.json does not say
   */
  ConfigurationFiles files(Settings defaults) {
    return new ConfigurationFiles(source(), settings, defaults);
  }

  /** Whether a file is the settings, whatever way it is named. */
  boolean isSettings(Path file) {
    return settings != null
        && file.toAbsolutePath().normalize().equals(settings.toAbsolutePath().normalize());
  }

  /** A poort.json that lies beside the ARM file but was not named; null if there is none. */
  @Nullable String overlookedSettings() {
    return settings == null ? overlooked("poort.json", "--settings") : null;
  }

  /** A file of parameters that lies beside the template while none were given; null if none. */
  @Nullable String overlookedParameters() {
    Path name = gateway().getFileName();
    if (name == null || !parameters.isEmpty()) return null;
    String stem = name.toString().replaceAll("\\.json$", "");
    return overlooked(stem + ".parameters.json", "--parameters");
  }

  private @Nullable String overlooked(String name, String option) {
    Path beside = gateway().resolveSibling(name);
    boolean there = Files.isRegularFile(beside);
    return there ? "not used: " + beside + " (say " + option + " to use it)" : null;
  }
}
