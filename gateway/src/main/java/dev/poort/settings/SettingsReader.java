package dev.poort.settings;

import dev.poort.config.Bindings;
import dev.poort.config.Limits;
import dev.poort.config.Settings;
import dev.poort.config.TransportKind;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads poort.json, as docs/poort-json.md describes it. Everything wrong is reported at once. May
 * be called from any thread; a management address that is a name asks the name server.
 */
public final class SettingsReader {
  private static final List<String> KEYS =
      List.of(
          "management",
          "accessLog",
          "transport",
          "shutdownTimeoutSeconds",
          "limits",
          "bindings",
          "nameServers",
          "affinityKey",
          "affinityKeyFile",
          "httpListeners",
          "backendHttpSettings",
          "store",
          "managementCertificate",
          "users",
          "signIn");

  private static final long LARGEST_BODY = 1L << 50;

  private final Settings defaults;
  private final List<Problem> problems = new ArrayList<>();

  private SettingsReader(Settings defaults) {
    this.defaults = defaults;
  }

  /**
   * Reads a file.
   *
   * @param file named in the problems as it is given; relative paths start at its folder
   * @param defaults what holds where the file does not say
   */
  public static ReadResult<Settings> read(Path file, Settings defaults) {
    return new SettingsReader(defaults).read(file, JsonReader.read(file));
  }

  /**
   * Reads a text.
   *
   * @param fileName what the problems call it; relative paths start at its folder
   * @param defaults what holds where the text does not say
   */
  public static ReadResult<Settings> read(String fileName, String text, Settings defaults) {
    ReadResult<JsonValue> json = JsonReader.read(fileName, text);
    return new SettingsReader(defaults).read(Path.of(fileName), json);
  }

  /**
   * The bindings alone, as far as they can be read, without asking any name server.
   *
   * @param defaults what holds where the file has none
   */
  public static Bindings readBindings(Path file, Settings defaults) {
    var reader = new SettingsReader(defaults);
    if (!(JsonReader.read(file).value() instanceof JsonObject json)) return defaults.bindings();
    return reader.bindings(new SettingsObject(json, KEYS, reader.problems), file);
  }

  private ReadResult<Settings> read(Path file, ReadResult<JsonValue> json) {
    problems.addAll(json.problems());
    JsonValue root = json.value();
    JsonObject object = root == null ? null : new JsonValues(problems).object(root);
    Settings settings =
        object == null ? null : settings(new SettingsObject(object, KEYS, problems), file);
    return new ReadResult<>(Problem.anyError(problems) ? null : settings, problems);
  }

  private Settings settings(SettingsObject json, Path file) {
    long timeout = defaults.shutdownTimeout().toSeconds();
    return new Settings(
        management(json),
        accessLog(json, file),
        transport(json),
        limits(json),
        Duration.ofSeconds(json.whole("shutdownTimeoutSeconds", 0, 3_600, timeout)),
        bindings(json, file),
        new NameServersReader(json).read(defaults.nameServers()),
        AffinityKeyReader.read(json, file, defaults.affinityKey()),
        new OptionsReader(json, problems).read(defaults.options()),
        new HeldSettingsReader(json, problems, file).read(defaults.held()),
        new SignInReader(json, file, problems).read(defaults.signIn()));
  }

  private @Nullable InetSocketAddress management(SettingsObject json) {
    JsonValue value = json.value("management");
    return value == null
        ? defaults.management()
        : ManagementAddress.read(value, json.values(), hasUsers(json));
  }

  private boolean hasUsers(SettingsObject json) {
    return json.value("users") instanceof JsonArray users
        ? !users.elements().isEmpty()
        : !defaults.signIn().isOpen();
  }

  private String accessLog(SettingsObject json, Path file) {
    JsonValue value = json.value("accessLog");
    String log = value == null ? null : json.values().text(value);
    if (value == null || log == null) return defaults.accessLog();
    if (log.equals("-")) return log;
    if (log.equalsIgnoreCase(Settings.NO_ACCESS_LOG)) return Settings.NO_ACCESS_LOG;
    if (!log.isBlank()) {
      try {
        return file.resolveSibling(log).toString();
      } catch (InvalidPathException _) {
        // reported below with the empty one
      }
    }
    json.values().error(value, "accessLog is no path", "Write a path, \"-\" or \"off\"");
    return defaults.accessLog();
  }

  private TransportKind transport(SettingsObject json) {
    JsonValue value = json.value("transport");
    TransportKind[] kinds = TransportKind.values();
    List<String> names = Arrays.stream(kinds).map(TransportKind::settingsName).toList();
    String name = value == null ? null : json.values().choice(value, names);
    return Arrays.stream(kinds)
        .filter(kind -> kind.settingsName().equals(name))
        .findFirst()
        .orElse(defaults.transport());
  }

  private Limits limits(SettingsObject json) {
    Limits standard = defaults.limits();
    SettingsObject limits =
        json.object(
            "limits",
            List.of(
                "headBytes", "urlBytes", "bodyBytes", "headTimeoutSeconds", "idleTimeoutSeconds"));
    if (limits == null) return standard;
    return new Limits(
        (int) limits.whole("headBytes", 1 << 10, 1 << 20, standard.head()),
        (int) limits.whole("urlBytes", 1 << 8, 1 << 20, standard.url()),
        limits.whole("bodyBytes", 0, LARGEST_BODY, standard.body()),
        seconds(limits, "headTimeoutSeconds", 3_600, standard.headTimeout()),
        seconds(limits, "idleTimeoutSeconds", 86_400, standard.idleTimeout()));
  }

  private static Duration seconds(SettingsObject json, String key, int max, Duration otherwise) {
    return Duration.ofSeconds(json.whole(key, 1, max, otherwise.toSeconds()));
  }

  private Bindings bindings(SettingsObject json, Path file) {
    SettingsObject bindings = json.object("bindings", BindingsReader.KEYS);
    if (bindings == null) return defaults.bindings();
    return new BindingsReader(bindings, file, problems).read();
  }
}
