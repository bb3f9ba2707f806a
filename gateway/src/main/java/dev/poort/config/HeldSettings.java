package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * What poort.json says about resources that clients put at the management address.
 *
 * @param store the folder that keeps them (poort.json: {@code store}); null for {@value
 *     #DEFAULT_STORE} beside poort.json
 * @param certificate what the management address shows of itself over TLS (poort.json: {@code
 *     managementCertificate}); null for one that is made at the first start and kept in the store
 */
public record HeldSettings(@Nullable String store, @Nullable CertificateBinding certificate) {
  /** The folder where poort.json names none. */
  public static final String DEFAULT_STORE = "poort-store";

  /** Nothing is said. */
  public static final HeldSettings DEFAULT = new HeldSettings(null, null);
}
