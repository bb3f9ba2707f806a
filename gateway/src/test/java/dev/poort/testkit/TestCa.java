package dev.poort.testkit;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of the tests' own. */
public final class TestCa {
  private final X509Bundle root;

  private TestCa(X509Bundle root) {
    this.root = root;
  }

  /** Makes one. */
  public static TestCa create() throws Exception {
    return new TestCa(
        new CertificateBuilder()
            .subject("CN=Poort test CA")
            .setIsCertificateAuthority(true)
            .ecp256()
            .buildSelfSigned());
  }

  /** Issues a certificate for names; one that is an IPv4 address becomes an address. */
  public TestCertificate issue(String... names) throws Exception {
    return new TestCertificate(leaf(names).buildIssuedBy(root));
  }

  /** Issues a certificate that ended yesterday. */
  public TestCertificate issueExpired(String... names) throws Exception {
    return issueBetween(Duration.ofDays(-9), Duration.ofDays(-1), names);
  }

  /** Issues a certificate that holds between two times, counted from now. */
  public TestCertificate issueBetween(Duration from, Duration to, String... names)
      throws Exception {
    Instant now = Instant.now();
    return new TestCertificate(
        leaf(names).notBefore(now.plus(from)).notAfter(now.plus(to)).buildIssuedBy(root));
  }

  private static CertificateBuilder leaf(String... names) {
    CertificateBuilder builder =
        new CertificateBuilder().subject("CN=" + names[0]).ecp256().addExtendedKeyUsageServerAuth();
    for (String name : names) {
      boolean address = Character.isDigit(name.charAt(0));
      builder = address ? builder.addSanIpAddress(name) : builder.addSanDnsName(name);
    }
    return builder;
  }

  /** A key store that trusts this authority and no other. */
  public KeyStore trustStore() throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("ca", root.getCertificate());
    return store;
  }

  /** For clients that trust this authority and no other. */
  public SSLContext clientContext() throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trustStore());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
