package dev.poort.http;

import dev.poort.tls.ListenerTls;
import dev.poort.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A bound port. It takes connections once it knows what to serve; what it serves is swapped by one
 * volatile write. It stays bound through every change that keeps its address.
 */
public final class ListeningSocket {
  private static final int BACKLOG = 4096;
  private static final long BIND_BOUND_SECONDS = 10;

  private final Front front;
  private volatile @Nullable Live live;
  private volatile @Nullable ListenerTls tls;
  private volatile boolean closed;
  private @Nullable Channel channel;
  private volatile int port;

  /** A socket that is not bound yet. */
  public ListeningSocket(Front front) {
    this.front = front;
  }

  /**
   * Binds the address. Clients may connect from now on; they wait until there is something to
   * {@link #serve}.
   *
   * @return why it could not be bound; null when it is
   */
  public @Nullable Throwable bind(InetSocketAddress address) {
    Transport transport = front.transport();
    ChannelFuture bound =
        transport
            .sockets()
            .listening()
            .group(transport.group())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                })
            .bind(address);
    if (!bound.awaitUninterruptibly(BIND_BOUND_SECONDS, TimeUnit.SECONDS)) {
      bound.cancel(true);
      return new IllegalStateException("not bound within " + BIND_BOUND_SECONDS + " s");
    }
    if (!bound.isSuccess()) return bound.cause();
    channel = bound.channel();
    port = address().getPort();
    return null;
  }

  private void accept(Channel child) {
    if (closed) {
      child.close();
      return;
    }
    ListenerTls certificates = tls;
    boolean secure = certificates != null;
    // TLS has no half-closed state worth the name: its end is the end of both directions.
    child.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, !secure);
    if (certificates != null) child.pipeline().addLast(new SniHandler(this::certificate));
    child.pipeline().addLast(new ClientConnection(front, this, child, secure));
  }

  /** The certificate of this moment, which may be a newer one than when the client connected. */
  private @Nullable SslContext certificate(@Nullable String sni) {
    ListenerTls certificates = tls;
    return certificates == null ? null : certificates.map(sni);
  }

  /**
   * Serves this from the next request on.
   *
   * @param tls the certificates; null for a port that speaks HTTP in clear text
   * @return whether the port speaks TLS now and did not before, or the other way round
   */
  public boolean serve(Live live, @Nullable ListenerTls tls) {
    boolean first = this.live == null;
    ListenerTls old = this.tls;
    this.tls = tls;
    this.live = live;
    Channel bound = channel;
    if (first && bound != null) bound.config().setAutoRead(true);
    if (old != null && old != tls) closeLater(old);
    return !first && (old == null) != (tls == null);
  }

  /** Whether a connection, over TLS or not, still has its place here. */
  boolean takes(boolean secure) {
    return !closed && (tls != null) == secure;
  }

  /**
   * A handshake on some loop may have just chosen from these certificates; none has any more when
   * every loop has come to its next task.
   */
  private void closeLater(ListenerTls old) {
    var loops = front.transport().loops();
    AtomicInteger left = new AtomicInteger(loops.size());
    for (EventLoop loop : loops) {
      loop.execute(
          () -> {
            if (left.decrementAndGet() == 0) old.close();
          });
    }
  }

  Live live() {
    Live now = live;
    if (now == null) throw new IllegalStateException("nothing is served yet");
    return now;
  }

  /** Where it is bound. */
  public InetSocketAddress address() {
    Channel bound = channel;
    if (bound == null) throw new IllegalStateException("not bound");
    return (InetSocketAddress) bound.localAddress();
  }

  /** The local port. */
  int port() {
    return port;
  }

  /** Takes no more connections; those that are open go on. */
  public void close() {
    closed = true;
    Channel bound = channel;
    if (bound != null) bound.close().awaitUninterruptibly(BIND_BOUND_SECONDS, TimeUnit.SECONDS);
    ListenerTls certificates = tls;
    tls = null;
    if (certificates != null) closeLater(certificates);
  }
}
