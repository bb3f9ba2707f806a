package dev.poort.settings;

import dev.poort.config.Placed;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads where something lies: an http or https URL, or a file, from the folder of poort.json. */
final class WebOrFile {
  private WebOrFile() {}

  /** The URL as it stands there, or the file's path; null when it is neither. */
  static @Nullable Placed read(JsonValue value, Path settings, JsonValues values) {
    String text = values.text(value);
    if (text == null) return null;
    if (text.startsWith("http://") || text.startsWith("https://")) {
      Placed url = new Placed(text, value.place());
      if (isUrl(text)) return url;
      values.error(value, JsonValues.shown(text) + " is no URL", "Write https://HOST/PATH");
      return null;
    }
    if (!text.isBlank()) {
      try {
        return new Placed(settings.resolveSibling(text).toString(), value.place());
      } catch (InvalidPathException _) {
        // reported below with the empty one
      }
    }
    values.error(value, "this is no path and no URL", "Write a file, or http:// or https://");
    return null;
  }

  private static boolean isUrl(String text) {
    try {
      return URI.create(text).getHost() != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
