package dev.poort.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Reads a trusted client certificate: a root authority with those below it. */
final class TrustChain {
  private TrustChain() {}

  /** Whether a certificate is signed by nobody but itself. */
  static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  /**
   * The authority farthest from the root, whose name must be the issuer of clients' certificates
   * ({@code verifyClientCertIssuerDN}); of several, the first.
   */
  static X500Principal lastIssuer(List<X509Certificate> chain) {
    int deepest = -1;
    X500Principal name = new X500Principal("");
    for (X509Certificate each : chain) {
      if (each.getBasicConstraints() < 0) continue; // a client's own
      int depth = depth(each, chain);
      if (depth <= deepest) continue;
      deepest = depth;
      name = each.getSubjectX500Principal();
    }
    return name;
  }

  private static int depth(X509Certificate certificate, List<X509Certificate> chain) {
    int depth = 0;
    X509Certificate at = certificate;
    // No longer than the chain, whoever names whom.
    while (depth < chain.size() && !isRoot(at)) {
      X500Principal issuer = at.getIssuerX500Principal();
      X509Certificate above =
          chain.stream()
              .filter(it -> it.getSubjectX500Principal().equals(issuer))
              .findFirst()
              .orElse(null);
      if (above == null) break;
      at = above;
      depth++;
    }
    return depth;
  }
}
