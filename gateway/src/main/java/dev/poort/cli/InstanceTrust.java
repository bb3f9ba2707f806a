package dev.poort.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Who vouches for an instance.
 *
 * @param file PEM of the authority; null for those that the system trusts
 * @param context trusts the same
 */
record InstanceTrust(@Nullable Path file, SSLContext context) {
  private static final int BOUND = (int) Duration.ofSeconds(10).toMillis();
  private static final String KEPT = "ca.pem";

  /**
   * Finds out. An instance on this machine is asked itself, as there is nobody between; what it
   * showed once is kept, and when secrets are at stake it must not be another the next time.
   *
   * @param ca what the user named; null for nothing
   * @param folder where it is kept
   * @param guarded whether secrets are at stake
   */
  static InstanceTrust of(String authority, @Nullable Path ca, Path folder, boolean guarded)
      throws IOException {
    if (ca != null) return new InstanceTrust(ca.toAbsolutePath(), TrustedFile.context(ca));
    if (!isHere(authority)) return new InstanceTrust(null, systems());
    X509Certificate shown = shown(authority);
    if (!shown.getSubjectX500Principal().equals(shown.getIssuerX500Principal())) {
      return new InstanceTrust(null, systems());
    }
    Path kept = folder.resolve(KEPT);
    String pem = pem(shown);
    boolean known = Files.exists(kept) && Files.readString(kept).equals(pem);
    if (!known && guarded && Files.exists(kept)) {
      throw new IOException(
          authority
              + " shows another authority than before, so nothing secret was sent. If its store was"
              + " made anew, delete "
              + kept);
    }
    if (!known) Files.writeString(kept, pem);
    return new InstanceTrust(kept, TrustedFile.context(kept));
  }

  /** Whether an address is one of this machine's own, which no other machine can take. */
  static boolean isHere(String authority) throws IOException {
    return InetAddress.getByName(URI.create("https://" + authority).getHost()).isLoopbackAddress();
  }

  /** The last certificate of the chain that a server shows. */
  private static X509Certificate shown(String authority) throws IOException {
    URI uri = URI.create("https://" + authority);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), BOUND);
      socket.setSoTimeout(BOUND);
      SSLContext any = SSLContext.getInstance("TLS");
      any.init(null, new TrustManager[] {new AnyAuthority()}, null);
      try (SSLSocket tls =
          (SSLSocket)
              any.getSocketFactory().createSocket(socket, uri.getHost(), uri.getPort(), true)) {
        tls.startHandshake();
        Certificate[] chain = tls.getSession().getPeerCertificates();
        return (X509Certificate) chain[chain.length - 1];
      }
    } catch (SSLException e) {
      throw new IOException(
          authority + " speaks no TLS, which az insists on: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK has no TLS", e);
    } catch (IOException e) {
      throw NoAnswer.of(e, uri);
    }
  }

  private static String pem(X509Certificate certificate) throws IOException {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be written", e);
    }
  }

  private static SSLContext systems() throws IOException {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK has no TLS", e);
    }
  }
}
