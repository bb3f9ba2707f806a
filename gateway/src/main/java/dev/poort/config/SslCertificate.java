package dev.poort.config;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A listener's certificate (ARM: {@code sslCertificates}, a PFX in base64 and its password),
 * opened.
 *
 * @param name unique among the certificates
 * @param key the private key
 * @param chain the certificate and its issuers, the certificate first; never empty
 */
public record SslCertificate(String name, PrivateKey key, List<X509Certificate> chain) {
  public SslCertificate {
    chain = List.copyOf(chain);
  }

  /** Names the certificate, never the key. */
  @Override
  public String toString() {
    return "SslCertificate[" + name + ", " + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
