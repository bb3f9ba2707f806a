package dev.poort.settings;

import dev.poort.config.Placed;
import dev.poort.config.TenantBinding;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where the tokens of a tenant come from. */
final class TenantBindingsReader {
  private static final List<String> KEYS = List.of("keys", "issuer");

  private TenantBindingsReader() {}

  /** The binding; null when it is none, the reason being reported. */
  static @Nullable TenantBinding read(JsonMember member, Path settings, List<Problem> problems) {
    JsonObject object = new JsonValues(problems).object(member.value());
    if (object == null) return null;
    var json = new SettingsObject(object, KEYS, problems);
    JsonValue from = json.value("keys");
    JsonValue issuer = json.value("issuer");
    if (from == null && issuer == null) {
      String mend = "Write { \"keys\": \"jwks.json\" } or { \"issuer\": \"https://...\" }";
      json.values().error(member.value(), "neither keys nor issuer are named", mend);
      return null;
    }
    Placed keys = from == null ? null : WebOrFile.read(from, settings, json.values());
    String text = issuer == null ? null : json.values().text(issuer);
    if (from == null && text != null && !text.startsWith("http")) {
      String mend = "Name the keys, or write the issuer as an http or https URL";
      json.values().error(member.value(), "the issuer cannot be asked for its keys", mend);
    }
    Placed who = issuer == null || text == null ? null : new Placed(text, issuer.place());
    return keys == null && who == null ? null : new TenantBinding(keys, who);
  }
}
