package dev.poort.cli;

import dev.poort.config.Settings;
import dev.poort.control.ConfigurationFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files a command works on. */
final class ConfigurationOptions {
  @Parameters(paramLabel = "FILE", description = "An Azure Application Gateway as ARM JSON.")
  private Path gateway;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "What is Poort's own: bindings, management, access log (poort.json).")
  private @Nullable Path settings;

  /**
   * The files.
   *
   * @param defaults what holds where poort.json does not say
   */
  ConfigurationFiles files(Settings defaults) {
    return new ConfigurationFiles(gateway, settings, defaults);
  }

  /** Whether a file is the settings, whatever way it is named. */
  boolean isSettings(Path file) {
    return settings != null
        && file.toAbsolutePath().normalize().equals(settings.toAbsolutePath().normalize());
  }

  /** A poort.json that lies beside the ARM file but was not named; null if there is none. */
  @Nullable Path overlooked() {
    if (settings != null) return null;
    Path beside = gateway.resolveSibling("poort.json");
    return Files.isRegularFile(beside) ? beside : null;
  }
}
