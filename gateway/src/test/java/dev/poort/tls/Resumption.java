package dev.poort.tls;

import dev.poort.testkit.RawClient;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** Tells resumed sessions: they have the very certificate object of the session before. */
final class Resumption {
  private Resumption() {}

  /** Connects once, asks once, and gives the server's certificate. */
  static X509Certificate serverSeenBy(
      InetSocketAddress address, SSLContext context, String sni, String protocol)
      throws Exception {
    try (RawClient client = RawClient.connectTls(address, context, sni, protocol)) {
      // With TLS 1.3 the ticket comes before the first answer.
      client.get("/", sni);
      return server(client);
    }
  }

  static X509Certificate server(RawClient client) throws SSLPeerUnverifiedException {
    return (X509Certificate) ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
  }
}
