package dev.poort.settings;

import dev.poort.config.CertificateBinding;
import dev.poort.config.HeldSettings;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what concerns resources that clients put.
 *
 * @param json poort.json
 * @param problems where what is wrong is added
 * @param file poort.json, at whose folder relative paths start
 */
record HeldSettingsReader(SettingsObject json, List<Problem> problems, Path file) {
  HeldSettings read(HeldSettings defaults) {
    return new HeldSettings(store(defaults.store()), certificate(defaults.certificate()));
  }

  private @Nullable String store(@Nullable String otherwise) {
    JsonValue value = json.value("store");
    String text = value == null ? null : json.values().text(value);
    if (value == null || text == null) return otherwise;
    if (!text.isBlank()) {
      try {
        return file.resolveSibling(text).toString();
      } catch (InvalidPathException _) {
        // reported below with the empty one
      }
    }
    json.values().error(value, "store is no path", "Write the path of a folder");
    return otherwise;
  }

  private @Nullable CertificateBinding certificate(@Nullable CertificateBinding otherwise) {
    JsonValue value = json.value("managementCertificate");
    if (value == null) return otherwise;
    var member = new JsonMember("managementCertificate", value, value.position());
    return CertificateBindingsReader.read(member, file, problems);
  }
}
