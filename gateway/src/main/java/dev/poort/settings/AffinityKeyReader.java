package dev.poort.settings;

import dev.poort.config.AffinityKey;
import dev.poort.json.JsonValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what affinity cookies are keyed with. A file is not opened here. */
final class AffinityKeyReader {
  private AffinityKeyReader() {}

  /**
   * The key, or the file that keeps it.
   *
   * @param settings poort.json, at whose folder relative paths start
   * @param otherwise what holds where there is neither
   */
  static AffinityKey read(SettingsObject json, Path settings, AffinityKey otherwise) {
    JsonValue value = json.value("affinityKey");
    JsonValue file = json.value("affinityKeyFile");
    if (value != null && file != null) {
      json.values().error(value, "there are affinityKey and affinityKeyFile", "Keep one of them");
    }
    String key = value == null ? null : json.values().text(value);
    if (value != null && key != null && key.length() < AffinityKey.LEAST) {
      String what = "affinityKey has %d characters".formatted(key.length());
      String mend = "Write at least %d, such as: openssl rand -hex 32".formatted(AffinityKey.LEAST);
      json.values().error(value, what, mend);
    }
    if (key != null) return new AffinityKey(key, null);
    String named = file == null ? null : path(json, file, settings);
    return named == null ? otherwise : new AffinityKey(null, named);
  }

  private static @Nullable String path(SettingsObject json, JsonValue file, Path settings) {
    String text = json.values().text(file);
    if (text == null) return null;
    if (!text.isBlank()) {
      try {
        return settings.resolveSibling(text).toString();
      } catch (InvalidPathException _) {
        // reported below with the empty one
      }
    }
    json.values().error(file, "affinityKeyFile is no path", "Write a path");
    return null;
  }
}
