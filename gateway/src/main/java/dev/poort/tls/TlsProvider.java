package dev.poort.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/** Which TLS implementation serves: BoringSSL where its library loads, else the JDK's. */
final class TlsProvider {
  private TlsProvider() {}

  static SslProvider best() {
    return OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
  }
}
