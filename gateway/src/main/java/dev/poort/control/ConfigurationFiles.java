package dev.poort.control;

import dev.poort.arm.GatewayChoice;
import dev.poort.arm.GatewayReader;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.Settings;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.settings.BindingsCheck;
import dev.poort.settings.SettingsReader;
import dev.poort.settings.SideBySide;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that gateways are configured by. Symbolic links are followed anew with each read.
 *
 * @param gateway the ARM file
 * @param settings poort.json; null for none
 * @param defaults what holds where poort.json does not say
 * @param wanted the names of the gateways to run, in any letter case; none for all that can run
 *     side by side
 */
public record ConfigurationFiles(
    Path gateway, @Nullable Path settings, Settings defaults, List<String> wanted) {
  public ConfigurationFiles {
    wanted = List.copyOf(wanted);
  }

  /** Files of which all gateways are to run. */
  public ConfigurationFiles(Path gateway, @Nullable Path settings, Settings defaults) {
    this(gateway, settings, defaults, List.of());
  }

  /**
   * Reads and judges both files as a whole.
   *
   * @throws InvalidConfigurationException when anything in either is an error; it carries all
   *     problems of both
   */
  public Configuration read() throws InvalidConfigurationException {
    // Taken first: a change while the files are being read shows as another fingerprint later.
    String fingerprint = fingerprint();
    ReadResult<List<ApplicationGateway>> arm = GatewayReader.read(gateway);
    ReadResult<Settings> own = readSettings();
    List<ApplicationGateway> found = arm.value();
    if (!wanted.isEmpty()) arm = GatewayChoice.named(gateway.toString(), arm, wanted);
    List<Problem> problems = new ArrayList<>(arm.problems());
    problems.addAll(own.problems());
    List<ApplicationGateway> chosen = arm.value();
    Settings readSettings = own.value();
    if (found == null || chosen == null || readSettings == null) {
      throw new InvalidConfigurationException(problems);
    }
    Bindings bindings = readSettings.bindings();
    if (settings != null) {
      problems.addAll(BindingsCheck.check(found, bindings, settings.toString()));
    }
    ReadResult<List<ApplicationGateway>> serving =
        SideBySide.of(chosen, bindings, !wanted.isEmpty(), placeOfBindings());
    problems.addAll(serving.problems());
    List<ApplicationGateway> gateways = serving.value();
    if (gateways == null) throw new InvalidConfigurationException(problems);
    List<ApplicationGateway> leftOut = new ArrayList<>(chosen);
    leftOut.removeAll(gateways);
    List<Problem> warnings = problems.stream().sorted().toList();
    return new Configuration(gateways, leftOut, readSettings, warnings, fingerprint);
  }

  private Place placeOfBindings() {
    if (settings == null) return Place.of(gateway.toString());
    return new Place(settings.toString(), 0, 0, "$.bindings");
  }

  /** Both files, or the one that there is. */
  List<Path> paths() {
    return Stream.of(gateway, settings).filter(Objects::nonNull).map(Path::toAbsolutePath).toList();
  }

  /** A digest of both files' bytes; a file that cannot be read counts as one more content. */
  String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path path : paths()) {
        digest.update((byte) 0);
        try (InputStream file = new DigestInputStream(Files.newInputStream(path), digest)) {
          file.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
          digest.update((byte) 1);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private ReadResult<Settings> readSettings() {
    if (settings == null) return new ReadResult<>(defaults, List.of());
    return SettingsReader.read(settings, defaults);
  }
}
