package dev.poort.tls;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What a client has shown to prove who it is, as the server variables and the access log say it.
 * Made once a connection. All texts but {@code verification} are empty when it has shown nothing.
 *
 * @param certificate {@code client_certificate}: the certificate in PEM, percent-encoded so that it
 *     can stand in a header
 * @param startDate {@code client_certificate_start_date}, such as {@code Nov 30 19:16:50 2026 GMT}
 * @param endDate {@code client_certificate_end_date}, in the same form
 * @param fingerprint {@code client_certificate_fingerprint}: SHA-1 in lower-case hex digits
 * @param issuer {@code client_certificate_issuer}: its name by RFC 2253
 * @param serial {@code client_certificate_serial} in upper-case hex digits
 * @param subject {@code client_certificate_subject}: its name by RFC 2253
 * @param verification {@code client_certificate_verification}: {@code SUCCESS}, {@code
 *     FAILED:reason}, or {@code NONE} when the client has shown nothing
 */
public record ClientCertificate(
    String certificate,
    String startDate,
    String endDate,
    String fingerprint,
    String issuer,
    String serial,
    String subject,
    String verification) {
  private static final String SUCCESS = "SUCCESS";
  private static final String NONE = "NONE";

  /** The client was asked and has shown nothing. */
  static final ClientCertificate MISSING = new ClientCertificate("", "", "", "", "", "", "", NONE);

  /**
   * What a certificate says.
   *
   * @param defect why it does not hold; null when it does
   */
  static ClientCertificate of(X509Certificate shown, @Nullable String defect) {
    return new ClientCertificate(
        CertificateText.escapedPem(shown),
        CertificateText.date(shown.getNotBefore().toInstant()),
        CertificateText.date(shown.getNotAfter().toInstant()),
        CertificateText.fingerprint(shown),
        CertificateText.name(shown.getIssuerX500Principal()),
        CertificateText.serial(shown),
        CertificateText.name(shown.getSubjectX500Principal()),
        defect == null ? SUCCESS : "FAILED:" + defect);
  }

  /** Whether there was one. */
  public boolean shown() {
    return !verification.equals(NONE);
  }

  /** Whether it holds. */
  public boolean holds() {
    return verification.equals(SUCCESS);
  }

  /** {@code sslClientVerify} of the access log: SUCCESS, FAILED or NONE. */
  public String outcome() {
    int colon = verification.indexOf(':');
    return colon < 0 ? verification : verification.substring(0, colon);
  }
}
