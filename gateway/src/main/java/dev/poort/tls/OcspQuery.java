package dev.poort.tls;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A question about one certificate (RFC 6960 4.1).
 *
 * @param issuer who signed it
 * @param id what the responder knows it by
 * @param responder where to ask
 */
record OcspQuery(X509Certificate issuer, CertificateID id, URI responder) {
  /**
   * Makes the question.
   *
   * @throws OcspException when the certificate names no responder that can be asked
   */
  static OcspQuery about(X509Certificate certificate, X509Certificate issuer) throws OcspException {
    URI responder = responder(certificate);
    if (responder == null) throw new OcspException("the certificate names no OCSP responder");
    try {
      var digests = new JcaDigestCalculatorProviderBuilder().build();
      CertificateID id =
          new CertificateID(
              digests.get(CertificateID.HASH_SHA1),
              new JcaX509CertificateHolder(issuer),
              certificate.getSerialNumber());
      return new OcspQuery(issuer, id, responder);
    } catch (OCSPException | OperatorCreationException | CertificateEncodingException e) {
      throw new OcspException("the question cannot be made", e);
    }
  }

  /** RFC 5280 4.2.2.1: the first over HTTP; null when there is none. */
  static @Nullable URI responder(X509Certificate certificate) {
    try {
      var access =
          AuthorityInformationAccess.fromExtensions(
              new JcaX509CertificateHolder(certificate).getExtensions());
      if (access == null) return null;
      for (AccessDescription each : access.getAccessDescriptions()) {
        GeneralName where = each.getAccessLocation();
        if (!each.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) continue;
        if (where.getTagNo() != GeneralName.uniformResourceIdentifier) continue;
        URI uri = URI.create(where.getName().toString());
        if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) return uri;
      }
    } catch (CertificateEncodingException | IllegalArgumentException _) {
      // As good as none: whoever wrote it did not name a place.
    }
    return null;
  }

  /** What is sent. */
  byte[] encoded() throws OcspException {
    try {
      return new OCSPReqBuilder().addRequest(id).build().getEncoded();
    } catch (OCSPException | IOException e) {
      throw new OcspException("the question cannot be made", e);
    }
  }

  boolean isAbout(CertificateID other) {
    return id.equals(other);
  }
}
