package dev.poort.tls;

import dev.poort.config.BackendTls;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards the members of a gateway: TLS 1.2 and 1.3, one context for all that are judged alike.
 *
 * <p>Contexts are made when a configuration is applied and let go when none needs them.
 * Thread-safe.
 */
public final class MemberTls implements AutoCloseable {
  private static final long CLOSE_BOUND_MILLIS = 1_000;

  private final @Nullable KeyStore wellKnown;

  /** What a context is made for. */
  private record Key(BackendTls how, boolean http2) {}

  private final Map<Key, SslContext> contexts = new HashMap<>();
  private boolean closed;

  /**
   * @param wellKnown the CAs to trust where the settings name none; null for the JDK's
   */
  public MemberTls(@Nullable KeyStore wellKnown) {
    this.wellKnown = wellKnown;
  }

  /**
   * A handler for one connection to a member.
   *
   * @param how by which rules the member is judged
   * @param name what its certificate must be for, and the SNI unless it is an address
   * @param port the member's port
   * @param handshakeTimeout how long the handshake may take
   * @param http2 whether the member may choose HTTP/2 (ALPN, RFC 7301)
   */
  public SslHandler newHandler(
      ByteBufAllocator allocator,
      BackendTls how,
      String name,
      int port,
      Duration handshakeTimeout,
      boolean http2)
      throws SSLException {
    SslHandler handler;
    synchronized (this) {
      // A member that is on its way out may still be asked, after its context was let go.
      handler = context(new Key(how, http2)).newHandler(allocator, name, port);
    }
    handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
    handler.setCloseNotifyFlushTimeoutMillis(CLOSE_BOUND_MILLIS);
    return handler;
  }

  /**
   * Makes what connections to such members will need.
   *
   * @param http2 whether members may choose HTTP/2
   * @throws SSLException when the certificates cannot be used
   */
  public synchronized void prepare(BackendTls how, boolean http2) throws SSLException {
    context(new Key(how, http2));
  }

  /** Lets go of all contexts but these. */
  public synchronized void keep(Collection<BackendTls> used) {
    contexts
        .entrySet()
        .removeIf(
            each -> {
              if (used.contains(each.getKey().how())) return false;
              ReferenceCountUtil.release(each.getValue());
              return true;
            });
  }

  private SslContext context(Key key) throws SSLException {
    if (closed) throw new SSLException("the gateway is closed");
    SslContext made = contexts.get(key);
    if (made == null) {
      made = build(key.how(), key.http2());
      contexts.put(key, made);
    }
    return made;
  }

  private SslContext build(BackendTls how, boolean http2) throws SSLException {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(TlsProvider.best())
          .trustManager(MemberVerification.of(how, wellKnown))
          .protocols("TLSv1.3", "TLSv1.2")
          .endpointIdentificationAlgorithm(MemberVerification.checksName(how) ? "HTTPS" : null)
          .applicationProtocolConfig(http2 ? Alpn.HTTP_2 : ApplicationProtocolConfig.DISABLED)
          .build();
    } catch (GeneralSecurityException e) {
      throw new SSLException("the CAs that members are judged by cannot be used", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    contexts.values().forEach(ReferenceCountUtil::release);
    contexts.clear();
  }
}
