package dev.poort.settings;

import dev.poort.config.BackendOptions;
import dev.poort.config.ListenerOptions;
import dev.poort.config.Options;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Reads the tables of poort.json that add to parts of a gateway by their names. */
final class OptionsReader {
  private static final List<String> LISTENER_KEYS =
      List.of("h2c", "sessionLimits", "allowedOrigins");
  private static final List<String> BACKEND_KEYS =
      List.of(
          "http2",
          "balancing",
          "slowStartSeconds",
          "rebalancePerSecond",
          "keepAlive",
          "sessionLimits",
          "validateFrames",
          "retryAfterSeconds");

  private static final int LONGEST_RETRY = 3600;

  private final SettingsObject json;
  private final List<Problem> problems;

  OptionsReader(SettingsObject json, List<Problem> problems) {
    this.json = json;
    this.problems = problems;
  }

  Options read(Options defaults) {
    return new Options(
        table("httpListeners", LISTENER_KEYS, defaults.httpListeners(), OptionsReader::listener),
        table("backendHttpSettings", BACKEND_KEYS, defaults.backendHttpSettings(), this::backend));
  }

  private static ListenerOptions listener(SettingsObject json) {
    return new ListenerOptions(
        json.flag("h2c", ListenerOptions.DEFAULT.h2c()),
        SessionLimitsReader.read(json),
        AllowedOriginsReader.read(json));
  }

  private BackendOptions backend(SettingsObject json) {
    return new BackendOptions(
        json.flag("http2", BackendOptions.DEFAULT.http2()),
        new BalancingReader(problems).read(json),
        KeepAliveReader.read(json),
        SessionLimitsReader.read(json),
        json.flag("validateFrames", BackendOptions.DEFAULT.validateFrames()),
        (int) json.whole("retryAfterSeconds", 0, LONGEST_RETRY, 0));
  }

  private <T> Map<String, T> table(
      String key, List<String> keys, Map<String, T> defaults, Function<SettingsObject, T> read) {
    JsonObject table = json.table(key);
    if (table == null) return defaults;
    Map<String, T> options = new HashMap<>();
    for (JsonMember member : table.members()) {
      JsonObject own = json.values().object(member.value());
      if (own == null) continue;
      T value = read.apply(new SettingsObject(own, keys, problems));
      options.put(member.name().toLowerCase(Locale.ROOT), value);
    }
    return options;
  }
}
