package dev.poort.tls;

import dev.poort.config.CipherSuite;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which TLS implementation serves: BoringSSL where its library loads, else the JDK's. */
final class TlsProvider {
  /** The one that is fast. */
  static final SslProvider BORING_SSL = SslProvider.OPENSSL_REFCNT;

  /** The key exchanges that FIPS 140 approves (SP 800-56A). */
  static final String[] APPROVED_GROUPS = {"P-256", "P-384", "P-521"};

  /** The same as the JDK calls them. */
  static final String[] APPROVED_GROUPS_OF_JDK = {"secp256r1", "secp384r1", "secp521r1"};

  private TlsProvider() {}

  static SslProvider best() {
    return hasBoringSsl() ? BORING_SSL : SslProvider.JDK;
  }

  static boolean hasBoringSsl() {
    return OpenSsl.isAvailable();
  }

  /**
   * Those suites that BoringSSL has, by their names. Of TLS 1.3 it has all or none, and warns who
   * asks for anything else.
   */
  static List<String> fast(List<CipherSuite> suites) {
    Stream<CipherSuite> newest =
        suites.stream().anyMatch(CipherSuite::tls13)
            ? Arrays.stream(CipherSuite.values()).filter(CipherSuite::tls13)
            : Stream.empty();
    Stream<CipherSuite> older = suites.stream().filter(suite -> !suite.tls13() && isFast(suite));
    return Stream.concat(newest, older).map(CipherSuite::name).toList();
  }

  /** Whether BoringSSL has a suite; it has given up CBC with a newer hash, and DHE. */
  static boolean isFast(CipherSuite suite) {
    return OpenSsl.isCipherSuiteAvailable(suite.name());
  }
}
