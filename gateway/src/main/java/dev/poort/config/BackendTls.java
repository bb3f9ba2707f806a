package dev.poort.config;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How members prove who they are, where they are spoken to over TLS (in ARM properties of {@code
 * backendHttpSettingsCollection}).
 *
 * @param trustedRootCertificates whose certificates members may bear; empty for those of well-known
 *     authorities
 * @param authenticationCertificates the very certificates that members may bear, as v1 gateways
 *     have them; empty for any
 * @param validateCertChainAndExpiry whether chain and dates are checked, default true
 * @param validateSni whether the certificate must bear the name that was asked for, default true
 * @param sniName the name that is asked for; null for the host of the request
 */
public record BackendTls(
    List<X509Certificate> trustedRootCertificates,
    List<X509Certificate> authenticationCertificates,
    boolean validateCertChainAndExpiry,
    boolean validateSni,
    @Nullable String sniName) {
  /** What holds where the file does not say. */
  public static final BackendTls DEFAULT = new BackendTls(List.of(), List.of(), true, true, null);

  public BackendTls {
    trustedRootCertificates = List.copyOf(trustedRootCertificates);
    authenticationCertificates = List.copyOf(authenticationCertificates);
  }
}
