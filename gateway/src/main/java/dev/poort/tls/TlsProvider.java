package dev.poort.tls;

import dev.poort.config.CipherSuite;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/** Which TLS implementation serves: BoringSSL where its library loads, else the JDK's. */
final class TlsProvider {
  /** The one that is fast. */
  static final SslProvider BORING_SSL = SslProvider.OPENSSL_REFCNT;

  /** The key exchanges that FIPS 140 approves (SP 800-56A). */
  static final String[] APPROVED_GROUPS = {"P-256", "P-384", "P-521"};

  private TlsProvider() {}

  static SslProvider best() {
    return hasBoringSsl() ? BORING_SSL : SslProvider.JDK;
  }

  static boolean hasBoringSsl() {
    return OpenSsl.isAvailable();
  }

  /** Whether BoringSSL has a suite; it has given up CBC with a newer hash, and DHE. */
  static boolean isFast(CipherSuite suite) {
    return OpenSsl.isCipherSuiteAvailable(suite.name());
  }
}
