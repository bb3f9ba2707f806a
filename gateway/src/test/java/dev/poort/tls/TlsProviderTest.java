package dev.poort.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import org.junit.jupiter.api.Test;

/** The build runs the tests of this package a second time without BoringSSL. */
class TlsProviderTest {
  @Test
  void isBoringSslWhereItLoadsAndElseTheJdk() {
    boolean off = Boolean.getBoolean("io.netty.handler.ssl.noOpenSsl");
    assertThat(OpenSsl.isAvailable() && off).isFalse();
    assertThat(TlsProvider.best())
        .isEqualTo(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK);
  }
}
