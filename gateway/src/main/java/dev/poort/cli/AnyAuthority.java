package dev.poort.cli;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Lets a handshake end so that one can see what a server on this machine shows. */
final class AnyAuthority implements X509TrustManager {
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keys) {
    throw new UnsupportedOperationException("this is the client");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keys) {
    // Nothing is sent over this connection; the next one is checked against what is shown here.
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
