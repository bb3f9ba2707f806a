package dev.poort.tls;

import dev.poort.config.CipherSuite;
import dev.poort.config.SslPolicy;
import dev.poort.config.TlsVersion;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * TLS of one listener. BoringSSL serves whom it can; where the best suite that listener and client
 * have in common is one that only the JDK has, the JDK does. Shared by all loops.
 */
final class ListenerContext extends AbstractReferenceCounted {
  /** Sessions that are kept for clients without tickets. */
  private static final int MOST_SESSIONS = 10_000;

  /** BoringSSL cannot be kept from it in TLS 1.3, and it is not what FIPS 140 approves. */
  private static final CipherSuite CHACHA20 = CipherSuite.TLS_CHACHA20_POLY1305_SHA256;

  private final TlsTerms terms;
  private final List<CipherSuite> suites;
  private final @Nullable SslContext fast;
  private final @Nullable SslContext complete;
  private final @Nullable SessionTickets tickets;
  private final @Nullable Staple staple;
  private final @Nullable ClientVerification verification;

  private ListenerContext(
      TlsTerms terms,
      List<CipherSuite> suites,
      @Nullable SslContext fast,
      @Nullable SslContext complete,
      @Nullable Staple staple) {
    this.terms = terms;
    this.suites = suites;
    this.fast = fast;
    this.complete = complete;
    this.staple = staple;
    this.verification = terms.clients() == null ? null : new ClientVerification(terms.clients());
    this.tickets =
        fast != null && fast.sessionContext() instanceof OpenSslSessionContext sessions
            ? new SessionTickets(sessions, System::nanoTime)
            : null;
  }

  /**
   * Makes the contexts of a listener.
   *
   * @param ocsp asks for the certificate's state
   * @throws SSLException when the key does not fit its certificate, or none of the policy's suites
   *     fits the key
   */
  static ListenerContext of(TlsTerms terms, OcspClient ocsp) throws SSLException {
    String algorithm = terms.credential().certificate().getPublicKey().getAlgorithm();
    List<CipherSuite> suites = suites(terms.policy(), algorithm);
    Staple staple = null;
    SslContext fast = null;
    try {
      if (TlsProvider.hasBoringSsl() && suites.stream().anyMatch(TlsProvider::isFast)) {
        staple = Staple.of(terms.credential().chain(), ocsp);
        fast = build(terms, TlsProvider.BORING_SSL, suites, staple != null);
      }
      boolean rest = suites.stream().anyMatch(suite -> !TlsProvider.isFast(suite));
      boolean strict = terms.policy().fips() && speaks(terms.policy(), TlsVersion.TLS_1_3);
      SslContext complete =
          fast == null || strict || (rest && speaks(terms.policy(), TlsVersion.TLS_1_2))
              ? build(terms, SslProvider.JDK, suites, false)
              : null;
      return new ListenerContext(terms, suites, fast, complete, staple);
    } catch (SSLException | RuntimeException e) {
      ReferenceCountUtil.release(fast);
      if (staple != null) staple.close();
      throw e;
    }
  }

  private static List<CipherSuite> suites(SslPolicy policy, String algorithm) throws SSLException {
    List<CipherSuite> suites =
        policy.cipherSuites().stream()
            .filter(suite -> suite.served() && suite.fits(algorithm))
            .filter(suite -> !suite.tls13() || policy.versions().contains(TlsVersion.TLS_1_3))
            .toList();
    if (suites.isEmpty()) {
      throw new SSLException("none of the policy's cipher suites is for an " + algorithm + " key");
    }
    return suites;
  }

  private static boolean speaks(SslPolicy policy, TlsVersion version) {
    return policy.versions().contains(version);
  }

  private static SslContext build(
      TlsTerms terms, SslProvider provider, List<CipherSuite> suites, boolean staples)
      throws SSLException {
    boolean boring = provider == TlsProvider.BORING_SSL;
    SslContextBuilder builder =
        SslContextBuilder.forServer(
                terms.credential().key(),
                terms.credential().chain().toArray(X509Certificate[]::new))
            .sslProvider(provider)
            .protocols(terms.policy().versions().stream().map(TlsVersion::javaName).toList())
            .ciphers(
                boring ? TlsProvider.fast(suites) : suites.stream().map(CipherSuite::name).toList())
            .applicationProtocolConfig(
                terms.http2() ? Alpn.HTTP_2 : ApplicationProtocolConfig.DISABLED)
            .sessionCacheSize(MOST_SESSIONS)
            .sessionTimeout(SessionTickets.PERIOD.toSeconds());
    if (terms.clients() != null) {
      builder.clientAuth(ClientAuth.OPTIONAL).trustManager(new AnyClient(terms.clients()));
    }
    if (boring && staples) builder.enableOcsp(true);
    if (boring && terms.policy().fips()) {
      builder.option(OpenSslContextOption.GROUPS, TlsProvider.APPROVED_GROUPS);
    }
    return builder.build();
  }

  TlsTerms terms() {
    return terms;
  }

  /** How clients' certificates are judged; null when clients are not asked for one. */
  @Nullable ClientVerification verification() {
    return verification;
  }

  /** A handler for a connection that begins with this. */
  SslHandler newHandler(ByteBufAllocator allocator, @Nullable ClientHello hello) {
    SslContext chosen = choose(hello);
    if (tickets != null) tickets.refresh();
    SslHandler handler = chosen.newHandler(allocator);
    if (terms.policy().fips() && !(handler.engine() instanceof ReferenceCountedOpenSslEngine)) {
      SSLParameters approved = handler.engine().getSSLParameters();
      approved.setNamedGroups(TlsProvider.APPROVED_GROUPS_OF_JDK);
      handler.engine().setSSLParameters(approved);
    }
    byte[] state = staple == null ? null : staple.current();
    if (state != null && handler.engine() instanceof ReferenceCountedOpenSslEngine engine) {
      engine.setOcspResponse(state);
    }
    return handler;
  }

  private SslContext choose(@Nullable ClientHello hello) {
    SslContext boring = fast;
    SslContext jdk = complete;
    if (jdk == null || boring == null) {
      if (boring != null) return boring;
      if (jdk != null) return jdk;
      throw new IllegalStateException("a listener without TLS");
    }
    if (hello == null) return boring;
    if (terms.policy().fips() && hello.tls13() && hello.offers(CHACHA20)) return jdk;
    for (CipherSuite suite : suites) {
      if (suite.tls13() && !hello.tls13()) continue;
      if (hello.offers(suite)) return TlsProvider.isFast(suite) ? boring : jdk;
    }
    return boring;
  }

  @Override
  public ListenerContext retain() {
    super.retain();
    return this;
  }

  @Override
  public ListenerContext touch(Object hint) {
    return this;
  }

  @Override
  protected void deallocate() {
    ReferenceCountUtil.release(fast);
    ReferenceCountUtil.release(complete);
    if (staple != null) staple.close();
  }
}
