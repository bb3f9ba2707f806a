package dev.poort.settings;

import dev.poort.config.SignIn;
import dev.poort.config.User;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads who may call the management address. The file of keys is not opened here. */
final class SignInReader {
  static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final List<String> KEYS = List.of("tenantId", "keysFile");

  private final SettingsObject json;
  private final Path file;
  private final List<Problem> problems;

  /**
   * @param file poort.json, at whose folder relative paths start
   */
  SignInReader(SettingsObject json, Path file, List<Problem> problems) {
    this.json = json;
    this.file = file;
    this.problems = problems;
  }

  SignIn read(SignIn defaults) {
    SettingsObject own = json.object("signIn", KEYS);
    String tenant = own == null ? null : tenant(own);
    String keys = own == null ? null : keysFile(own);
    return new SignIn(
        tenant == null ? defaults.tenantId() : tenant,
        users(defaults.users()),
        keys == null ? defaults.keysFile() : keys);
  }

  private List<User> users(List<User> defaults) {
    JsonValue value = json.value("users");
    JsonArray array = value == null ? null : json.values().array(value);
    if (array == null) return defaults;
    List<User> users = new ArrayList<>();
    for (JsonValue each : array.elements()) {
      JsonObject object = json.values().object(each);
      if (object == null) continue;
      User user = new UserReader(object, file, problems).read();
      if (user == null) continue;
      for (User other : users) {
        if (!other.isCalled(user.name()) && !other.isCalled(user.id())) continue;
        String what = "there is another user with the name or the id of " + other.name();
        json.values().error(each, what, "Give each user a name and an id of its own");
      }
      users.add(user);
    }
    return users;
  }

  private static @Nullable String tenant(SettingsObject own) {
    JsonValue value = own.value("tenantId");
    String text = value == null ? null : own.values().text(value);
    if (value == null || text == null) return null;
    if (GUID.matcher(text).matches()) return text;
    own.values().error(value, "tenantId is no GUID", "Write one, such as uuidgen prints");
    return null;
  }

  private @Nullable String keysFile(SettingsObject own) {
    JsonValue value = own.value("keysFile");
    String text = value == null ? null : own.values().text(value);
    if (value == null || text == null) return null;
    if (!text.isBlank()) {
      try {
        return file.resolveSibling(text).toString();
      } catch (InvalidPathException _) {
        // reported below with the empty one
      }
    }
    own.values().error(value, "keysFile is no path", "Write a path");
    return null;
  }
}
