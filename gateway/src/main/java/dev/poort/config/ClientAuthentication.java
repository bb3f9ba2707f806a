package dev.poort.config;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How clients prove who they are (ARM: {@code clientAuthConfiguration} and {@code
 * trustedClientCertificates} of an SSL profile).
 *
 * @param trusted the chains of certificate authorities, one list for each trusted client
 *     certificate; empty only in {@link Mode#PASSTHROUGH}
 * @param verifyIssuerDn whether the issuer's name must be one of those that the chains end with
 *     ({@code verifyClientCertIssuerDN})
 * @param revocation how it is found out that a certificate was revoked
 * @param mode what becomes of clients without a good certificate
 */
public record ClientAuthentication(
    List<List<X509Certificate>> trusted, boolean verifyIssuerDn, Revocation revocation, Mode mode) {
  public ClientAuthentication {
    trusted = trusted.stream().map(List::copyOf).toList();
  }

  /** ARM: {@code verifyClientRevocation}. */
  public enum Revocation {
    NONE,
    OCSP
  }

  /** ARM: {@code verifyClientAuthMode}. */
  public enum Mode {
    /** Requests without a certificate that holds are answered with 400. */
    STRICT,
    /** Whoever comes is served; what was presented can be told to members. */
    PASSTHROUGH
  }
}
