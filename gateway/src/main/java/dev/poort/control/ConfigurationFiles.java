package dev.poort.control;

import dev.poort.arm.EvaluatedGateway;
import dev.poort.arm.GatewayReader;
import dev.poort.arm.GatewaySource;
import dev.poort.config.AffinityKey;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.Settings;
import dev.poort.config.SignIn;
import dev.poort.json.JsonObject;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import dev.poort.settings.BindingsCheck;
import dev.poort.settings.OptionsCheck;
import dev.poort.settings.Places;
import dev.poort.settings.SettingsPlaces;
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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that gateways are configured by: these, the certificates that the settings bind, and
 * what templates link to. Symbolic links are followed anew with each read.
 *
 * @param source the ARM file, and what it is deployed with
 * @param settings poort.json; null for none
 * @param defaults what holds where poort.json does not say
 */
public record ConfigurationFiles(GatewaySource source, @Nullable Path settings, Settings defaults) {
  /** An ARM file that needs nothing else, and poort.json. */
  public ConfigurationFiles(Path gateway, @Nullable Path settings, Settings defaults) {
    this(new GatewaySource(gateway), settings, defaults);
  }

  /** The ARM file. */
  public Path gateway() {
    return source.file();
  }

  /**
   * Reads and judges all files as a whole, to serve what they say.
   *
   * @throws InvalidConfigurationException when anything in any is an error; it carries all problems
   *     of all
   */
  public Configuration read() throws InvalidConfigurationException {
    return read(Purpose.RUN);
  }

  /**
   * Reads and judges all files as a whole.
   *
   * @param purpose what for; only what was read to run can run
   * @throws InvalidConfigurationException when anything in any is an error; it carries all problems
   *     of all
   */
  public Configuration read(Purpose purpose) throws InvalidConfigurationException {
    // Taken first: a change while the files are being read shows as another fingerprint later.
    String fingerprint = fingerprint(Set.of());
    ReadResult<Settings> own = readSettings();
    Settings readSettings = own.value();
    Bindings bindings = readSettings == null ? bindings() : readSettings.bindings();
    // Broken settings are no reason to say that what they would bind is missing.
    Purpose reading = readSettings == null ? Purpose.BIND : purpose;
    GatewayReader.Reading arm = GatewayReader.read(source, PageFetch.fetch(bindings), reading);
    if (!arm.files().isEmpty()) fingerprint = fingerprint(arm.files());
    List<Problem> problems = new ArrayList<>(arm.gateways().problems());
    problems.addAll(own.problems());
    boolean wrong = Problem.anyError(problems) || readSettings == null;
    if (wrong || readSettings == null) throw new InvalidConfigurationException(problems);
    if (settings != null) {
      String file = settings.toString();
      problems.addAll(OptionsCheck.check(read(arm), arm.others(), readSettings.options(), file));
    }
    ReadResult<List<ApplicationGateway>> serving = serving(arm, bindings, purpose);
    problems.addAll(serving.problems());
    List<ApplicationGateway> gateways = serving.value();
    problems = located(problems);
    if (gateways == null) throw new InvalidConfigurationException(problems);
    List<ApplicationGateway> leftOut = new ArrayList<>(read(arm));
    leftOut.removeAll(gateways);
    List<Problem> warnings = problems.stream().sorted().toList();
    List<EvaluatedGateway> evaluated =
        arm.evaluated().stream().filter(each -> gateways.contains(each.gateway())).toList();
    return new Configuration(
        gateways, leftOut, readSettings, warnings, arm.files(), fingerprint, evaluated);
  }

  private List<Problem> located(List<Problem> problems) {
    return settings == null ? problems : SettingsPlaces.located(problems, settings);
  }

  /**
   * Reads what the ARM file says of its gateways, to write it elsewhere; a null value where not all
   * of it can be told. Certificates may lack their keys.
   */
  public ReadResult<List<EvaluatedGateway>> evaluate() {
    ReadResult<Settings> own = readSettings();
    GatewayReader.Reading arm =
        GatewayReader.read(source, PageFetch.fetch(bindings()), Purpose.BIND);
    List<Problem> problems = new ArrayList<>(arm.gateways().problems());
    problems.addAll(own.problems());
    boolean whole = arm.whole() && own.value() != null;
    return new ReadResult<>(whole ? arm.evaluated() : null, problems);
  }

  /**
   * What the files say, as far as it can be told without serving it.
   *
   * @param gateways what the ARM file says of its gateways; certificates may lack their keys
   * @param settings poort.json, or its defaults
   */
  public record Told(List<EvaluatedGateway> gateways, Settings settings) {
    public Told {
      gateways = List.copyOf(gateways);
    }
  }

  /**
   * Reads what the files say, to answer questions about it.
   *
   * @throws InvalidConfigurationException when anything in any is an error; it carries all problems
   *     of all
   */
  public Told tell() throws InvalidConfigurationException {
    ReadResult<Settings> own = readSettings();
    GatewayReader.Reading arm = GatewayReader.read(source, bindings(), Purpose.BIND);
    List<Problem> problems = new ArrayList<>(arm.gateways().problems());
    problems.addAll(own.problems());
    Settings readSettings = own.value();
    if (readSettings == null || arm.gateways().value() == null) {
      throw new InvalidConfigurationException(problems);
    }
    return new Told(arm.evaluated(), readSettings);
  }

  private static List<ApplicationGateway> read(GatewayReader.Reading arm) {
    List<ApplicationGateway> read = arm.gateways().value();
    return read == null ? List.of() : read;
  }

  /** Those that run, judged together with each other and with their bindings. */
  private ReadResult<List<ApplicationGateway>> serving(
      GatewayReader.Reading arm, Bindings bindings, Purpose purpose) {
    List<ApplicationGateway> read = read(arm);
    if (purpose == Purpose.BIND || read.isEmpty()) return new ReadResult<>(read, List.of());
    Place place =
        settings == null
            ? Place.of(gateway().toString())
            : new Place(settings.toString(), 0, 0, "$.bindings");
    Map<String, JsonObject> written = new HashMap<>();
    arm.evaluated().forEach(each -> written.put(each.gateway().name(), each.resource()));
    Places places = new Places(place, written);
    boolean wished = !source.gateways().isEmpty();
    boolean mayStillBeBound = settings == null && purpose == Purpose.CHECK;
    List<Problem> problems =
        new ArrayList<>(BindingsCheck.check(read, arm.others(), bindings, arm.publicIps(), places));
    var serving = new SideBySide(bindings, places, mayStillBeBound).of(read, wished);
    problems.addAll(serving.problems());
    return new ReadResult<>(serving.value(), problems);
  }

  /** All files as they are named now. */
  List<Path> paths() {
    Stream<Path> bound = bindings().all().stream().flatMap(Bindings::files).sorted().map(Path::of);
    Stream<Path> own = Stream.of(gateway(), settings).filter(Objects::nonNull);
    Stream<Path> given = source.parameters().files().stream();
    return Stream.of(own, given, bound)
        .flatMap(files -> files)
        .map(Path::toAbsolutePath)
        .distinct()
        .toList();
  }

  /**
   * A digest of all files' bytes; a file that cannot be read counts as one more content.
   *
   * @param linked the files that a template links to, as the last reading found them
   */
  String fingerprint(Set<Path> linked) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path path : Stream.concat(paths().stream(), linked.stream().sorted()).toList()) {
        digest.update((byte) 0);
        if (!update(digest, path)) digest.update((byte) 1);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Pipes are left alone: what is read of them here would be missing later. */
  private static boolean update(MessageDigest digest, Path path) {
    if (!Files.isRegularFile(path)) return false;
    try (InputStream file = new DigestInputStream(Files.newInputStream(path), digest)) {
      file.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private Bindings bindings() {
    return settings == null ? defaults.bindings() : SettingsReader.readBindings(settings, defaults);
  }

  private ReadResult<Settings> readSettings() {
    Path beside = settings == null ? gateway() : settings;
    Settings standard = keepingKeys(beside);
    if (settings == null) return new ReadResult<>(standard, List.of());
    return SettingsReader.read(settings, standard);
  }

  /** The defaults, with the keys of affinity cookies and of tokens kept beside a file. */
  private Settings keepingKeys(Path beside) {
    Settings keeping = defaults;
    if (defaults.affinityKey().equals(AffinityKey.OF_THE_PROCESS)) {
      Path file = beside.resolveSibling(AffinityKey.DEFAULT_FILE);
      keeping = keeping.withAffinityKey(new AffinityKey(null, file.toString()));
    }
    SignIn signIn = defaults.signIn();
    if (signIn.keysFile() == null) {
      String file = beside.resolveSibling(SignIn.DEFAULT_KEYS_FILE).toString();
      keeping = keeping.withSignIn(new SignIn(signIn.tenantId(), signIn.users(), file));
    }
    return keeping;
  }
}
