package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.problem.Place;
import dev.poort.problem.ReadResult;
import dev.poort.template.function.Budget;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is given for the parameters of a template, as {@code az deployment group create
 * --parameters} takes it. Of two for one parameter the later counts.
 *
 * @param options each {@code FILE}, {@code @FILE}, {@code NAME=VALUE}, {@code NAME=@FILE} or JSON
 * @param sent the {@code parameters} of a request, before all options; null for none
 */
public record GivenParameters(List<String> options, @Nullable JsonObject sent) {
  /** Nothing is given. */
  public static final GivenParameters NONE = new GivenParameters(List.of());

  private static final String OPTION = "--parameters";

  public GivenParameters {
    options = List.copyOf(options);
  }

  /** What a command line says. */
  public GivenParameters(List<String> options) {
    this(options, null);
  }

  /** What a request says, {@code { NAME: { "value": ... } }}. */
  public static GivenParameters sent(JsonObject parameters) {
    return new GivenParameters(List.of(), parameters);
  }

  /** The files that they name. */
  public List<Path> files() {
    var files = new ArrayList<Path>();
    for (String option : options) {
      if (isJson(option)) continue;
      String named = isPair(option) ? value(option) : option;
      Path file = isPair(option) && !named.startsWith("@") ? null : file(named);
      if (file != null) files.add(file);
    }
    return files;
  }

  /**
   * The values for a template, as a deployment's {@code parameters} takes them. Those that a Key
   * Vault has are left out.
   *
   * @param template says of which type each is
   */
  public ReadResult<JsonObject> values(JsonObject template) {
    var report = new Report(new Budget(), Place.of(OPTION));
    var values = new JsonObject.Builder();
    JsonObject declared = template.get("parameters") instanceof JsonObject it ? it : null;
    for (Given each : read(report).values()) {
      JsonValue value = each.source().value(type(declared, each.name()), report);
      if (value instanceof JsonUnknown) continue;
      var given = new JsonObject.Builder();
      given.put("value", value);
      values.put(each.name(), given.build(each.position()));
    }
    return new ReadResult<>(values.build(Position.outside(OPTION)), report.problems());
  }

  private static String type(@Nullable JsonObject declared, String name) {
    return declared != null
            && declared.get(name) instanceof JsonObject parameter
            && parameter.get("type") instanceof JsonString type
        ? type.text().toLowerCase(Locale.ROOT)
        : "";
  }

  /** Reads all; by names in lower case. */
  Map<String, Given> read(Report report) {
    var given = new ArrayList<Given>();
    var file = new ParameterFile(report);
    if (sent != null) given.addAll(file.given(new ReadResult<>(sent, List.of())));
    for (String option : options) given.addAll(read(option, report));
    var all = new HashMap<String, Given>();
    for (Given one : given) all.put(one.name().toLowerCase(Locale.ROOT), one);
    return all;
  }

  private static List<Given> read(String option, Report report) {
    if (isJson(option)) return new ParameterFile(report).given(JsonReader.read(OPTION, option));
    if (isPair(option)) {
      var position = Position.outside(OPTION + " " + name(option));
      return List.of(new Given(name(option), position, new InlineValue(value(option), position)));
    }
    Path file = file(option);
    if (file != null) return new ParameterFile(report).read(file);
    String what = "no file is called " + Texts.shorten(option);
    report.error(what, Place.of(OPTION), "Write FILE or NAME=VALUE");
    return List.of();
  }

  private static boolean isJson(String option) {
    return option.stripLeading().startsWith("{");
  }

  /** Whether an option is NAME=VALUE: its name has no character of a path, and it names no file. */
  private static boolean isPair(String option) {
    return option.indexOf('=') > 0
        && name(option).chars().allMatch(c -> c == '_' || c == '-' || Character.isLetterOrDigit(c))
        && !new File(option).isFile();
  }

  private static String name(String option) {
    return option.substring(0, option.indexOf('=')).strip();
  }

  private static String value(String option) {
    return option.substring(option.indexOf('=') + 1);
  }

  /** A file by its name, with or without {@code @}; null when none can have such a name. */
  static @Nullable Path file(String name) {
    String path = name.startsWith("@") ? name.substring(1) : name;
    try {
      return path.isBlank() ? null : Path.of(path);
    } catch (InvalidPathException _) {
      return null;
    }
  }
}
