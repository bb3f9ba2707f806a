package dev.poort.testkit;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

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

  /** Issues a server's certificate with an RSA key. */
  public TestCertificate issueRsa(String... names) throws Exception {
    return new TestCertificate(leaf(names).rsa2048().buildIssuedBy(root));
  }

  /** Issues a certificate as a test wants it; the key is EC and there are no extensions yet. */
  public TestCertificate issue(UnaryOperator<CertificateBuilder> wanted) throws Exception {
    return new TestCertificate(wanted.apply(new CertificateBuilder().ecp256()).buildIssuedBy(root));
  }

  /** Issues a client's certificate. */
  public TestCertificate issueToClient(String subject) throws Exception {
    return issue(it -> it.subject(subject).addExtendedKeyUsageClientAuth());
  }

  /** Makes an authority that this one has signed. */
  public TestCa below(String subject) throws Exception {
    return new TestCa(
        new CertificateBuilder()
            .subject(subject)
            .setIsCertificateAuthority(true)
            .ecp256()
            .buildIssuedBy(root));
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return root.getCertificate();
  }

  /** Its own key. */
  public PrivateKey key() {
    return root.getKeyPair().getPrivate();
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
    return clientContext(null);
  }

  /** The same for clients that have a certificate; null for none. */
  public SSLContext clientContext(@Nullable TestCertificate own) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trustStore());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own == null ? null : own.keyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
