package dev.poort.control;

import dev.poort.config.AffinityKey;
import dev.poort.config.HeldSettings;
import dev.poort.config.Settings;
import dev.poort.config.SignIn;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a process whose gateways stand in a store.
 *
 * @param settings poort.json, or its defaults, the pages fetched that it binds
 * @param store the folder of the store
 * @param warnings what was read leniently, sorted
 */
public record SettingsFile(Settings settings, Path store, List<Problem> warnings) {
  public SettingsFile {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the file.
   *
   * @param file poort.json; null for none
   * @param defaults what holds where it does not say
   * @throws InvalidConfigurationException when anything in it is an error
   */
  public static SettingsFile read(@Nullable Path file, Settings defaults)
      throws InvalidConfigurationException {
    ReadResult<Settings> read =
        file == null ? new ReadResult<>(defaults, List.of()) : SettingsReader.read(file, defaults);
    Settings settings = read.valueOrThrow();
    String named = settings.held().store();
    Path beside = file == null ? Path.of("") : file.resolveSibling("");
    Path store = named == null ? beside.resolve(HeldSettings.DEFAULT_STORE) : Path.of(named);
    if (settings.affinityKey().equals(AffinityKey.OF_THE_PROCESS)) {
      String key = store.resolve(AffinityKey.DEFAULT_FILE).toString();
      settings = settings.withAffinityKey(new AffinityKey(null, key));
    }
    SignIn signIn = settings.signIn();
    if (signIn.keysFile() == null) {
      String keys = store.resolve(SignIn.DEFAULT_KEYS_FILE).toString();
      settings = settings.withSignIn(new SignIn(signIn.tenantId(), signIn.users(), keys));
    }
    settings = settings.withBindings(PageFetch.fetch(settings.bindings()));
    return new SettingsFile(settings, store, read.problems());
  }
}
