package dev.poort.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A file of certificates that a client trusts, and nobody else. */
final class TrustedFile {
  private TrustedFile() {}

  /**
   * TLS that trusts it.
   *
   * @throws IOException if it cannot be read or holds no certificate; the message is for people
   */
  static SSLContext context(Path file) throws IOException {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      int number = 0;
      for (Certificate each : certificates(file)) {
        trusted.setCertificateEntry("ca" + number++, each);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK has no TLS", e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file) throws IOException {
    if (!Files.isRegularFile(file)) throw new IOException(file + ": there is no such file");
    try (InputStream in = Files.newInputStream(file)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) return found;
    } catch (CertificateException _) {
      // Said below, as for a file without any.
    }
    throw new IOException(file + " holds no certificate in PEM");
  }
}
