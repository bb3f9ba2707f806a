package dev.poort.tls;

import dev.poort.config.ClientAuthentication;
import dev.poort.config.ClientAuthentication.Revocation;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Judges the certificates of clients (RFC 5280 6) by an SSL profile. The words for what is wrong
 * are those of OpenSSL, as Azure's log has them. Whether a certificate was revoked is asked
 * elsewhere. Safe for use on every loop.
 */
final class ClientVerification {
  /**
   * What came of it.
   *
   * @param defect what is wrong; null when nothing is
   * @param issuer who signed the certificate; null when that is not known
   */
  record Verdict(@Nullable String defect, @Nullable X509Certificate issuer) {}

  private static final String CLIENT_PURPOSE = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_AGREEMENT = 4;

  private final ClientAuthentication rules;
  private final Set<TrustAnchor> roots;
  private final List<X509Certificate> intermediates;
  private final Set<X500Principal> issuers;

  ClientVerification(ClientAuthentication rules) {
    this.rules = rules;
    List<X509Certificate> all = rules.trusted().stream().flatMap(List::stream).toList();
    this.roots =
        all.stream()
            .filter(TrustChain::isRoot)
            .map(root -> new TrustAnchor(root, null))
            .collect(Collectors.toUnmodifiableSet());
    this.intermediates = all.stream().filter(it -> !TrustChain.isRoot(it)).toList();
    this.issuers =
        rules.trusted().stream()
            .map(TrustChain::lastIssuer)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a responder is to be asked about the certificates that hold otherwise. */
  boolean asksForRevocation() {
    return rules.revocation() == Revocation.OCSP;
  }

  /** Judges what a client has shown, its own certificate first; never empty. */
  Verdict judge(List<X509Certificate> shown) {
    X509Certificate own = shown.getFirst();
    X509Certificate issuer;
    try {
      issuer = issuer(shown, Instant.now());
    } catch (GeneralSecurityException _) {
      return new Verdict(whyUntrusted(shown), null);
    }
    if (!isForClients(own)) return new Verdict("unsupported certificate purpose", issuer);
    if (rules.verifyIssuerDn() && !issuers.contains(own.getIssuerX500Principal())) {
      return new Verdict("unable to verify the client certificate issuer", issuer);
    }
    return new Verdict(null, issuer);
  }

  /** Who signed the first of them, once the way up to a root is found. */
  private X509Certificate issuer(List<X509Certificate> shown, Instant when)
      throws GeneralSecurityException {
    if (roots.isEmpty()) throw new CertPathBuilderException("nobody is trusted");
    X509CertSelector own = new X509CertSelector();
    own.setCertificate(shown.getFirst());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots, own);
    List<X509Certificate> known = new ArrayList<>(intermediates);
    known.addAll(shown);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(when));
    var way = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    List<? extends Certificate> path = way.getCertPath().getCertificates();
    return path.size() > 1 ? (X509Certificate) path.get(1) : way.getTrustAnchor().getTrustedCert();
  }

  private String whyUntrusted(List<X509Certificate> shown) {
    X509Certificate own = shown.getFirst();
    Instant now = Instant.now();
    Instant from = own.getNotBefore().toInstant();
    Instant to = own.getNotAfter().toInstant();
    boolean late = now.isAfter(to);
    boolean early = now.isBefore(from);
    if ((late || early) && wasTrusted(shown, late ? to : from)) {
      return late ? "certificate has expired" : "certificate is not yet valid";
    }
    if (own.getSubjectX500Principal().equals(own.getIssuerX500Principal())) {
      return "self-signed certificate";
    }
    return shown.size() == 1
        ? "unable to verify the first certificate"
        : "unable to get local issuer certificate";
  }

  private boolean wasTrusted(List<X509Certificate> shown, Instant when) {
    try {
      issuer(shown, when);
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /** RFC 5280 4.2.1.3 and 4.2.1.12: what it says it is for, if it says so. */
  private static boolean isForClients(X509Certificate certificate) {
    boolean[] uses = certificate.getKeyUsage();
    if (uses != null && !uses[DIGITAL_SIGNATURE] && !uses[KEY_AGREEMENT]) return false;
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null
          || purposes.contains(CLIENT_PURPOSE)
          || purposes.contains(ANY_PURPOSE);
    } catch (CertificateParsingException _) {
      return false;
    }
  }
}
