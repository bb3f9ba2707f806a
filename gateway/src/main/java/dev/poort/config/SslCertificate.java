package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * A listener's certificate (ARM: {@code sslCertificates}).
 *
 * @param name unique among the certificates
 * @param keyVaultSecretId where Azure reads it from; null when it stands in the file as a PFX
 * @param credential the certificate opened; null when only Azure can read it, which no listener's
 *     is in a gateway that was read to run
 */
public record SslCertificate(
    String name, @Nullable String keyVaultSecretId, @Nullable Credential credential) {
  /** This certificate, opened. */
  public SslCertificate opened(Credential credential) {
    return new SslCertificate(name, keyVaultSecretId, credential);
  }

  /** What a PFX of it may well be called on this machine: its name, if need be tidied. */
  public String pfxName() {
    return name.replaceAll("[^A-Za-z0-9._-]", "_") + ".pfx";
  }

  /**
   * Whether a key of {@code bindings.certificates} means it: its name, the id of its secret, be it
   * with a version or without, or the secret's name alone; in any letter case.
   */
  public boolean isMeantBy(String key) {
    if (key.equalsIgnoreCase(name)) return true;
    if (keyVaultSecretId == null) return false;
    KeyVaultSecretId secret = KeyVaultSecretId.parse(keyVaultSecretId);
    return secret == null ? key.equalsIgnoreCase(keyVaultSecretId) : secret.isMeantBy(key);
  }
}
