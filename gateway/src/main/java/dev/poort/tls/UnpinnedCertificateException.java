package dev.poort.tls;

import java.security.cert.CertificateException;

/** A member's certificate is none of {@code authenticationCertificates}. */
final class UnpinnedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1L;

  UnpinnedCertificateException() {
    super("its key is none of those that are pinned");
  }
}
