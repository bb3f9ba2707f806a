package dev.poort.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which parameters, variables or outputs must not be shown, looked into once for each. */
final class SecretNames {
  private final Map<String, Boolean> known = new HashMap<>();

  /**
   * Whether a value must not be shown.
   *
   * @param secure whether it is declared so
   * @param origin what it is made of; null where it is given as it is, or there is none
   */
  boolean isSecret(String name, boolean secure, @Nullable Origin origin) {
    String key = name.toLowerCase(Locale.ROOT);
    Boolean answer = known.get(key);
    if (answer != null) return answer;
    known.put(key, secure); // until it is known, so that a circle ends
    boolean secret = secure || (origin != null && Secrecy.isSecret(origin));
    known.put(key, secret);
    return secret;
  }
}
