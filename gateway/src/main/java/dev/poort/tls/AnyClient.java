package dev.poort.tls;

import dev.poort.config.ClientAuthentication;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every handshake go on, whatever the client shows: it is judged afterwards by {@link
 * ClientVerification}, since Azure refuses with an answer in HTTP and not with an alert. Resumed
 * sessions are judged in the same way and by the same rules.
 */
final class AnyClient extends X509ExtendedTrustManager {
  private final X509Certificate[] issuers;

  /**
   * @param clients whose authorities clients are told about, so that they choose the right one of
   *     their certificates
   */
  AnyClient(ClientAuthentication clients) {
    this.issuers =
        clients.trusted().stream().flatMap(List::stream).distinct().toArray(X509Certificate[]::new);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return issuers.clone();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this is for clients");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }
}
