package dev.poort.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may call the management address, and what their tokens are made with.
 *
 * @param tenantId the directory that tokens name
 * @param users nobody for everybody on this machine
 * @param keysFile where the keys are kept that sign tokens, made there when the first is needed;
 *     null for keys that live as long as the process
 */
public record SignIn(String tenantId, List<User> users, @Nullable String keysFile) {
  /** The directory where poort.json does not say, which is also that of templates. */
  public static final String DEFAULT_TENANT = "00000000-0000-0000-0000-000000000000";

  /** The file that keeps the keys where poort.json does not say, beside it. */
  public static final String DEFAULT_KEYS_FILE = "poort-signin.keys";

  /** Nobody is known; everybody on this machine may do everything. */
  public static final SignIn NONE = new SignIn(DEFAULT_TENANT, List.of(), null);

  public SignIn {
    users = List.copyOf(users);
  }

  /** Whether nobody needs to sign in. */
  public boolean isOpen() {
    return users.isEmpty();
  }

  /**
   * The user of a name or id.
   *
   * @return null when there is none
   */
  public @Nullable User user(String nameOrId) {
    return users.stream().filter(user -> user.isCalled(nameOrId)).findFirst().orElse(null);
  }
}
