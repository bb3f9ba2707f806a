package dev.poort.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards members: TLS 1.2 and 1.3, the chain checked against the well-known CAs, the name
 * against the host that is asked for.
 *
 * <p>Made at the first use, since most gateways have no HTTPS members. Thread-safe.
 */
public final class MemberTls implements AutoCloseable {
  private final @Nullable KeyStore trusted;
  private @Nullable SslContext context;

  /**
   * @param trusted the CAs to trust; null for the system's, which are the JDK's
   */
  public MemberTls(@Nullable KeyStore trusted) {
    this.trusted = trusted;
  }

  /**
   * A handler for one connection to a member.
   *
   * @param name what its certificate must be for, and the SNI unless it is an address
   * @param port the member's port
   * @param handshakeTimeout how long the handshake may take
   */
  public SslHandler newHandler(
      ByteBufAllocator allocator, String name, int port, Duration handshakeTimeout)
      throws SSLException {
    SslHandler handler = context().newHandler(allocator, name, port);
    handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
    handler.setCloseNotifyFlushTimeoutMillis(1_000);
    return handler;
  }

  private synchronized SslContext context() throws SSLException {
    if (context == null) context = build();
    return context;
  }

  private SslContext build() throws SSLException {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return SslContextBuilder.forClient()
          .sslProvider(TlsProvider.best())
          .trustManager(trust)
          .protocols("TLSv1.3", "TLSv1.2")
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (GeneralSecurityException e) {
      throw new SSLException("the system's CAs cannot be read", e);
    }
  }

  @Override
  public synchronized void close() {
    ReferenceCountUtil.release(context);
    context = null;
  }
}
