package dev.poort.settings;

import dev.poort.config.CertificateBinding;
import dev.poort.config.CertificateBinding.Password;
import dev.poort.config.Placed;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which files on this machine stand for a certificate. They are not opened here. */
final class CertificateBindingsReader {
  private static final List<String> KEYS =
      List.of("pfx", "certificate", "key", "password", "passwordFile");
  private static final String FORM =
      "Write { \"pfx\": \"file.pfx\" } or { \"certificate\": \"chain.pem\", \"key\": \"key.pem\" }";

  private final SettingsObject json;
  private final JsonMember member;
  private final Path settings;

  /**
   * @param member a member of the table
   * @param settings poort.json, at whose folder relative paths start
   */
  private CertificateBindingsReader(SettingsObject json, JsonMember member, Path settings) {
    this.json = json;
    this.member = member;
    this.settings = settings;
  }

  /** The binding; null when it is none, the reason being reported. */
  static @Nullable CertificateBinding read(
      JsonMember member, Path settings, List<Problem> problems) {
    JsonObject object = new JsonValues(problems).object(member.value());
    if (object == null) return null;
    var json = new SettingsObject(object, KEYS, problems);
    return new CertificateBindingsReader(json, member, settings).read();
  }

  private @Nullable CertificateBinding read() {
    Placed pfx = file("pfx");
    Placed certificate = file("certificate");
    Placed key = file("key");
    Password password = password();
    boolean asPfx = has("pfx");
    boolean asPem = has("certificate") || has("key");
    if (asPfx && asPem) return refuse("there are a PFX and PEM files", "Keep one of them");
    if (!asPfx && !asPem) return refuse("no file is named", FORM);
    if (asPem && !(has("certificate") && has("key"))) {
      String what = has("key") ? "a key needs its certificate" : "a certificate needs its key";
      return refuse(what, FORM);
    }
    if (pfx != null) return new CertificateBinding.Pfx(pfx, password);
    if (certificate == null || key == null) return null;
    return new CertificateBinding.Pem(certificate, key, password);
  }

  private boolean has(String key) {
    return json.value(key) != null;
  }

  private @Nullable CertificateBinding refuse(String what, String mend) {
    json.values().error(member.value(), what, mend);
    return null;
  }

  private @Nullable Placed file(String key) {
    JsonValue value = json.value(key);
    String text = value == null ? null : json.values().text(value);
    if (value == null || text == null) return null;
    if (!text.isBlank()) {
      try {
        return new Placed(settings.resolveSibling(text).toString(), value.place());
      } catch (InvalidPathException _) {
        // reported below with the empty one
      }
    }
    json.values().error(value, key + " is no path", "Write a path");
    return null;
  }

  private @Nullable Password password() {
    Placed file = file("passwordFile");
    JsonValue value = json.value("password");
    if (value != null && has("passwordFile")) {
      json.values().error(value, "there are password and passwordFile", "Keep one of them");
    }
    if (file != null) return new Password.InFile(file);
    String text = value == null ? null : json.values().text(value);
    return value == null || text == null
        ? null
        : new Password.Text(new Placed(text, value.place()));
  }
}
