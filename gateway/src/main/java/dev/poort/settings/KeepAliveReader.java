package dev.poort.settings;

import dev.poort.config.KeepAliveOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code keepAlive}. */
final class KeepAliveReader {
  private static final List<String> KEYS =
      List.of("clientSeconds", "memberSeconds", "timeoutSeconds", "countsAsTraffic");
  private static final int LONGEST_INTERVAL = 86_400;
  private static final int LONGEST_TIMEOUT = 3_600;

  private KeepAliveReader() {}

  static @Nullable KeepAliveOptions read(SettingsObject owner) {
    SettingsObject json = owner.object("keepAlive", KEYS);
    if (json == null) return null;
    long timeout = KeepAliveOptions.DEFAULT_TIMEOUT.toSeconds();
    return new KeepAliveOptions(
        interval(json, "clientSeconds"),
        interval(json, "memberSeconds"),
        Duration.ofSeconds(json.whole("timeoutSeconds", 1, LONGEST_TIMEOUT, timeout)),
        json.flag("countsAsTraffic", false));
  }

  private static @Nullable Duration interval(SettingsObject json, String key) {
    long seconds = json.whole(key, 1, LONGEST_INTERVAL, 0);
    return seconds == 0 ? null : Duration.ofSeconds(seconds);
  }
}
