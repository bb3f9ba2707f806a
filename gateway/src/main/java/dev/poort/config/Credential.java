package dev.poort.config;

import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * What a server proves its name with.
 *
 * @param key the private key
 * @param chain the certificate and its issuers, the certificate first; never empty
 */
public record Credential(PrivateKey key, List<X509Certificate> chain) {
  public Credential {
    chain = List.copyOf(chain);
  }

  /** The server's own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The chain as ARM shows it ({@code publicCertData}): PKCS #7 in base64. */
  public String publicCertData() {
    try {
      var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
      return Base64.getEncoder().encodeToString(path.getEncoded("PKCS7"));
    } catch (CertificateException e) {
      throw new IllegalStateException(e); // they were decoded already
    }
  }

  /** Names the certificate, never the key. */
  @Override
  public String toString() {
    return "Credential[" + certificate().getSubjectX500Principal() + "]";
  }
}
