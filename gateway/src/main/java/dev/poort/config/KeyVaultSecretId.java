package dev.poort.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The id of a secret or a certificate in a Key Vault: {@code
 * https://VAULT.vault.azure.net/secrets/NAME/VERSION}, the version being optional.
 *
 * @param vault the host
 * @param name the secret's name
 * @param version empty for the newest
 */
record KeyVaultSecretId(String vault, String name, String version) {
  /** Takes an id apart; null when it is none. */
  static @Nullable KeyVaultSecretId parse(String id) {
    URI uri;
    try {
      uri = URI.create(id.strip());
    } catch (IllegalArgumentException _) {
      return null; // the only way to ask whether a text is a URI
    }
    if (uri.getHost() == null || uri.getPath() == null) return null;
    List<String> segments =
        Arrays.stream(uri.getPath().split("/", -1)).filter(it -> !it.isEmpty()).toList();
    if (segments.size() < 2 || segments.size() > 3) return null;
    String version = segments.size() == 3 ? segments.get(2) : "";
    return new KeyVaultSecretId(uri.getHost(), segments.get(1), version);
  }

  /** Whether a key is the secret's name or an id of it; a version counts where both have one. */
  boolean isMeantBy(String key) {
    KeyVaultSecretId other = parse(key);
    if (other == null) return key.equalsIgnoreCase(name);
    return vault.equalsIgnoreCase(other.vault)
        && name.equalsIgnoreCase(other.name)
        && (version.isEmpty()
            || other.version.isEmpty()
            || version.equalsIgnoreCase(other.version));
  }
}
