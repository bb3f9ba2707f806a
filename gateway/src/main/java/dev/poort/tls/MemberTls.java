package dev.poort.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
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
  private @Nullable SslContext http2Context;

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
   * @param http2 whether HTTP/2 is offered (ALPN, RFC 7301)
   */
  public SslHandler newHandler(
      ByteBufAllocator allocator, String name, int port, Duration handshakeTimeout, boolean http2)
      throws SSLException {
    SslHandler handler = context(http2).newHandler(allocator, name, port);
    handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
    handler.setCloseNotifyFlushTimeoutMillis(1_000);
    return handler;
  }

  private synchronized SslContext context(boolean http2) throws SSLException {
    SslContext known = http2 ? http2Context : context;
    if (known != null) return known;
    SslContext built = build(http2);
    if (http2) {
      http2Context = built;
    } else {
      context = built;
    }
    return built;
  }

  private SslContext build(boolean http2) throws SSLException {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return SslContextBuilder.forClient()
          .sslProvider(TlsProvider.best())
          .trustManager(trust)
          .protocols("TLSv1.3", "TLSv1.2")
          .endpointIdentificationAlgorithm("HTTPS")
          .applicationProtocolConfig(http2 ? Alpn.HTTP_2 : ApplicationProtocolConfig.DISABLED)
          .build();
    } catch (GeneralSecurityException e) {
      throw new SSLException("the system's CAs cannot be read", e);
    }
  }

  @Override
  public synchronized void close() {
    ReferenceCountUtil.release(context);
    ReferenceCountUtil.release(http2Context);
    context = null;
    http2Context = null;
  }
}
