package dev.poort.cli;

import dev.poort.config.Settings;
import dev.poort.control.ConfigurationFiles;
import dev.poort.template.Links;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which files a command works on, and which of their gateways. */
final class ConfigurationOptions {
  @Mixin private TemplateOptions template;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "What is Poort's own: bindings, management, access log (poort.json).")
  private @Nullable Path settings;

  @Option(
      names = "--linked",
      paramLabel = "DIR",
      description = "Holds the templates that are linked by a URI. Nothing is fetched.")
  private @Nullable Path linked;

  @Option(
      names = "--gateway",
      paramLabel = "NAME",
      description =
          "Which gateway of the file; repeat it for several. Without it all are meant, and one"
              + " that would listen where an earlier one does is left out.")
  private List<String> gateways = List.of();

  /** Whether no ARM file is named, where that may be. */
  boolean isWithoutFile() {
    return template.isWithoutFile();
  }

  /** Whether something is said that only a file can be told. */
  boolean needFile() {
    return !gateways.isEmpty() || linked != null || template.needFile();
  }

  /** The poort.json that is named; null for none. */
  @Nullable Path settings() {
    return settings;
  }

  /** What stands where the file is named. */
  String named() {
    return template.file().toString();
  }

  /** The names of the gateways that are meant; empty for all. */
  List<String> gateways() {
    return gateways;
  }

  /**
   * The files.
   *
   * @param defaults what holds where poort.json does not say
   */
  ConfigurationFiles files(Settings defaults) {
    return new ConfigurationFiles(template.source(gateways, new Links(linked)), settings, defaults);
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
    return template.overlookedParameters();
  }

  private @Nullable String overlooked(String name, String option) {
    return template.overlooked(name, option);
  }
}
