package dev.poort.settings;

import dev.poort.config.AllowedOrigin;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code allowedOrigins}. */
final class AllowedOriginsReader {
  private static final Pattern ORIGIN =
      Pattern.compile(
          "null|([a-z][a-z0-9+.-]*://)?((\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(:\\d{1,5})?");

  /** Browsers leave the scheme's own port out (RFC 6454 6.1). */
  private static final Pattern DEFAULT_PORT =
      Pattern.compile("^(http://.*(?=:80$)|https://.*(?=:443$)):\\d+$");

  private static final String MEND =
      "Write an origin as browsers send it, \"https://app.contoso.com\" or"
          + " \"https://app.contoso.com:8443\", or \"https://*.contoso.com\" for all names beneath"
          + " one; without a scheme any will do";

  private AllowedOriginsReader() {}

  static List<AllowedOrigin> read(SettingsObject json) {
    JsonValue value = json.value("allowedOrigins");
    JsonArray array = value == null ? null : json.values().array(value);
    List<AllowedOrigin> origins = new ArrayList<>();
    if (array == null) return origins;
    if (array.elements().isEmpty()) {
      json.values().error(array, "allowedOrigins names no origin", "Leave it out to allow any");
    }
    for (JsonValue element : array.elements()) {
      String text = json.values().text(element);
      if (text == null) continue;
      String lower = text.toLowerCase(Locale.ROOT);
      if (ORIGIN.matcher(lower).matches()) {
        origins.add(AllowedOrigin.of(DEFAULT_PORT.matcher(lower).replaceFirst("$1")));
      } else {
        json.values().error(element, JsonValues.shown(text) + " is no origin", MEND);
      }
    }
    return origins;
  }
}
