package dev.poort.settings;

import dev.poort.config.Role;
import dev.poort.config.RoleAssignment;
import dev.poort.config.SecretHash;
import dev.poort.config.User;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one user of poort.json, with the certificates that it names. */
final class UserReader {
  private static final List<String> KEYS =
      List.of("name", "id", "secrets", "certificates", "roles", "managedIdentity");

  private static final List<String> ROLES =
      Arrays.stream(Role.values()).map(Role::armName).toList();
  private static final String SCOPE_FORM =
      "Write / for everything, or an id such as /subscriptions/ID/resourceGroups/NAME";
  private static final int LONGEST_NAME = 120;

  private final JsonObject object;
  private final SettingsObject json;
  private final JsonValues values;
  private final Path file;
  private final List<Problem> problems;

  UserReader(JsonObject object, Path file, List<Problem> problems) {
    this.object = object;
    this.file = file;
    this.problems = problems;
    json = new SettingsObject(object, KEYS, problems);
    values = json.values();
  }

  /** The user; null when it has no name. */
  @Nullable User read() {
    String name = name();
    if (name == null) return null;
    List<SecretHash> secrets = list("secrets", this::secret);
    List<X509Certificate> certificates = list("certificates", this::certificate);
    List<RoleAssignment> roles = list("roles", this::role);
    boolean managedIdentity = json.flag("managedIdentity", false);
    if (json.value("roles") == null) {
      warn(name + " has no role and may do nothing", "Add roles: [{role, scope}]");
    }
    boolean none = json.value("secrets") == null && json.value("certificates") == null;
    if (none && !managedIdentity) {
      warn(name + " has no secret and no certificate", "poort user add makes a secret");
    }
    return new User(name, id(name), secrets, certificates, roles, managedIdentity);
  }

  private void warn(String what, String mend) {
    values.warning(object, what, mend);
  }

  private @Nullable String name() {
    JsonValue value = json.value("name");
    if (value == null) {
      values.error(object, "a user has no name", "Add a name");
      return null;
    }
    String name = values.text(value);
    if (name == null) return null;
    boolean fits =
        !name.isBlank()
            && name.length() <= LONGEST_NAME
            && name.chars().noneMatch(Character::isISOControl);
    if (fits) return name.strip();
    String mend = "Write 1 to %d characters on one line".formatted(LONGEST_NAME);
    values.error(value, "this is no name of a user", mend);
    return null;
  }

  private String id(String name) {
    JsonValue value = json.value("id");
    String text = value == null ? null : values.text(value);
    if (value != null && text != null) {
      boolean fits = SignInReader.GUID.matcher(text).matches() && !text.equals(User.NOBODY);
      if (fits) return text.toLowerCase(Locale.ROOT);
      values.error(
          value, "the id is no GUID of a user", "Leave it out, or write one as uuidgen prints");
    }
    String own = "poort user " + name.toLowerCase(Locale.ROOT);
    return UUID.nameUUIDFromBytes(own.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private @Nullable SecretHash secret(JsonValue value) {
    String text = values.text(value);
    if (text == null) return null;
    SecretHash hash = SecretHash.parse(text);
    if (hash == null) {
      String mend = "Write what poort user add prints: $pbkdf2-sha256$i=600000$SALT$KEY";
      values.error(value, "this is no hash of a secret", mend);
    }
    return hash;
  }

  private @Nullable X509Certificate certificate(JsonValue value) {
    String text = values.text(value);
    if (text == null) return null;
    try (InputStream in = Files.newInputStream(file.resolveSibling(text))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (CertificateException _) {
      values.error(value, text + " holds no certificate", "Write a file in PEM or DER");
    } catch (NoSuchFileException _) {
      values.error(value, text + " is not there", "Write a file in PEM or DER");
    } catch (IOException | InvalidPathException e) {
      values.error(value, text + " cannot be read: " + e, "Write a file in PEM or DER");
    }
    return null;
  }

  private @Nullable RoleAssignment role(JsonValue value) {
    JsonObject assigned = values.object(value);
    if (assigned == null) return null;
    var own = new SettingsObject(assigned, List.of("role", "scope"), problems);
    JsonValue role = own.value("role");
    JsonValue scope = own.value("scope");
    if (role == null || scope == null) {
      values.error(assigned, "an assignment has a role and a scope", SCOPE_FORM);
      return null;
    }
    String known = values.choice(role, ROLES);
    String id = scope(scope);
    if (known == null || id == null) return null;
    return Arrays.stream(Role.values())
        .filter(each -> each.armName().equals(known))
        .findFirst()
        .map(each -> new RoleAssignment(each, id))
        .orElse(null);
  }

  private @Nullable String scope(JsonValue value) {
    String text = values.text(value);
    if (text == null || text.equals("/")) return text;
    boolean fits =
        text.regionMatches(true, 0, "/subscriptions/", 0, "/subscriptions/".length())
            && !text.contains("//")
            && text.chars().noneMatch(c -> c == '?' || c == '*' || Character.isISOControl(c));
    if (fits) return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    values.error(value, JsonValues.shown(text) + " is no scope", SCOPE_FORM);
    return null;
  }

  private <T> List<T> list(String key, Function<JsonValue, @Nullable T> read) {
    JsonValue value = json.value(key);
    JsonArray array = value == null ? null : values.array(value);
    if (array == null) return List.of();
    List<T> list = new ArrayList<>();
    for (JsonValue each : array.elements()) {
      T element = read.apply(each);
      if (element != null) list.add(element);
    }
    return list;
  }
}
