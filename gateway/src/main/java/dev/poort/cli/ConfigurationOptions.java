package dev.poort.cli;

import dev.poort.config.Settings;
import dev.poort.control.ConfigurationFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files a command works on, and which of their gateways. */
final class ConfigurationOptions {
  @Parameters(paramLabel = "FILE", description = "Azure Application Gateways as ARM JSON.")
  private Path gateway;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "What is Poort's own: bindings, management, access log (poort.json).")
  private @Nullable Path settings;

  @Option(
      names = "--gateway",
      paramLabel = "NAME",
      description =
          "Which gateway of the file; repeat it for several. Without it all are meant, and one"
              + " that would listen where an earlier one does is left out.")
  private List<String> wanted = new ArrayList<>();

  /**
   * The files.
   *
   * @param defaults what holds where poort.json does not say
   */
  ConfigurationFiles files(Settings defaults) {
    return new ConfigurationFiles(gateway, settings, defaults, wanted);
  }

  /** A poort.json that lies beside the ARM file but was not named; null if there is none. */
  @Nullable Path overlooked() {
    if (settings != null) return null;
    Path beside = gateway.resolveSibling("poort.json");
    return Files.isRegularFile(beside) ? beside : null;
  }
}
