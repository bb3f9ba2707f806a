package dev.poort.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * What a responder says of a certificate (RFC 6960 4.2), its signature checked.
 *
 * @param good whether it says that the certificate holds
 * @param revoked whether it says that the certificate was revoked; neither when it does not know it
 * @param until when the responder will know more
 * @param der the answer itself
 */
record OcspAnswer(boolean good, boolean revoked, Instant until, Octets der) {
  /** How long an answer counts that does not say. */
  private static final Duration STANDARD_LIFE = Duration.ofMinutes(5);

  /** How far the clocks of responder and gateway may be apart. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private static final String SIGNS_ANSWERS = "1.3.6.1.5.5.7.3.9";

  /** The octets of an answer, which nobody changes. */
  static final class Octets {
    private final byte[] octets;

    private Octets(byte[] octets) {
      this.octets = octets;
    }

    byte[] get() {
      return octets.clone();
    }
  }

  /**
   * Reads an answer.
   *
   * @throws OcspException when it is none, is about another certificate, out of date, or not signed
   *     by the issuer or somebody whom the issuer lets sign
   */
  static OcspAnswer read(byte[] der, OcspQuery query, Instant now) throws OcspException {
    try {
      OCSPResp response = new OCSPResp(der);
      if (response.getStatus() != OCSPResp.SUCCESSFUL) {
        throw new OcspException("the responder refuses with status " + response.getStatus());
      }
      if (!(response.getResponseObject() instanceof BasicOCSPResp basic)) {
        throw new OcspException("the answer is of an unknown kind");
      }
      SingleResp single = single(basic, query);
      Instant from = single.getThisUpdate().toInstant();
      Instant until =
          single.getNextUpdate() == null
              ? now.plus(STANDARD_LIFE)
              : single.getNextUpdate().toInstant();
      if (from.isAfter(now.plus(CLOCKS)) || until.isBefore(now.minus(CLOCKS))) {
        throw new OcspException("the answer is of another time");
      }
      if (!isSigned(basic, query.issuer(), now)) {
        throw new OcspException("the answer is not signed by the certificate's issuer");
      }
      CertificateStatus status = single.getCertStatus();
      boolean good = status == null; // as the library has it
      return new OcspAnswer(good, status instanceof RevokedStatus, until, new Octets(der.clone()));
    } catch (IOException
        | OCSPException
        | GeneralSecurityException
        | OperatorCreationException
        | RuntimeException e) {
      throw new OcspException("the answer cannot be read", e);
    }
  }

  private static SingleResp single(BasicOCSPResp basic, OcspQuery query) throws OcspException {
    for (SingleResp each : basic.getResponses()) {
      if (query.isAbout(each.getCertID())) return each;
    }
    throw new OcspException("the answer is about another certificate");
  }

  private static boolean isSigned(BasicOCSPResp answer, X509Certificate issuer, Instant now)
      throws OCSPException, GeneralSecurityException, OperatorCreationException {
    if (isSignedBy(answer, issuer)) return true;
    for (X509CertificateHolder holder : answer.getCerts()) {
      X509Certificate signer = new JcaX509CertificateConverter().getCertificate(holder);
      if (maySign(signer, issuer, now) && isSignedBy(answer, signer)) return true;
    }
    return false;
  }

  private static boolean isSignedBy(BasicOCSPResp answer, X509Certificate signer)
      throws OperatorCreationException {
    try {
      return answer.isSignatureValid(
          new JcaContentVerifierProviderBuilder().build(signer.getPublicKey()));
    } catch (OCSPException _) {
      return false; // a key of another kind
    }
  }

  /** RFC 6960 4.2.2.2: the issuer itself has said so in the signer's certificate. */
  private static boolean maySign(X509Certificate signer, X509Certificate issuer, Instant now)
      throws GeneralSecurityException {
    if (!signer.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) return false;
    List<String> purposes = signer.getExtendedKeyUsage();
    if (purposes == null || !purposes.contains(SIGNS_ANSWERS)) return false;
    signer.verify(issuer.getPublicKey());
    signer.checkValidity(Date.from(now));
    return true;
  }
}
