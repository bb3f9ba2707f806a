package dev.poort.http;

import dev.poort.tls.ListenerTls;
import dev.poort.tls.SniSelector;
import dev.poort.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A bound port. It takes connections once it knows what to serve; what it serves is swapped by one
 * volatile write. It stays bound through every change that keeps its address, even when another
 * takes it over.
 */
public final class ListeningSocket {
  private static final int BACKLOG = 4096;
  private static final long BIND_BOUND_SECONDS = 10;

  private final Front front;
  private volatile @Nullable Live live;
  private volatile @Nullable ListenerTls tls;
  private volatile boolean closed;
  private volatile @Nullable InetSocketAddress address;
  private @Nullable Acceptor acceptor;
  private @Nullable ListeningSocket former;

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
    Acceptor taker = new Acceptor(this);
    ChannelFuture bound =
        transport
            .sockets()
            .listening()
            .group(transport.group())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(taker)
            .bind(address);
    if (!bound.awaitUninterruptibly(BIND_BOUND_SECONDS, TimeUnit.SECONDS)) {
      bound.cancel(true);
      return new IllegalStateException("not bound within " + BIND_BOUND_SECONDS + " s");
    }
    if (!bound.isSuccess()) return bound.cause();
    taker.channel = bound.channel();
    acceptor = taker;
    this.address = (InetSocketAddress) bound.channel().localAddress();
    return null;
  }

  /** Has the address of a socket that it will {@link #takeOver}, in place of one of its own. */
  public void follow(ListeningSocket leaving) {
    former = leaving;
    address = leaving.address;
  }

  /**
   * Takes connections at the address of the socket that it follows, without a moment in which
   * nobody listens. Those that came by the other stay its own. There must be something to serve.
   */
  public void takeOver() {
    ListeningSocket leaving = former;
    if (leaving == null) throw new IllegalStateException("it follows nobody");
    acceptor = leaving.acceptor;
    leaving.acceptor = null;
    former = null;
    if (acceptor != null) acceptor.owner = this;
  }

  /** What the kernel hands connections to: the bound channel and whose they are now. */
  private static final class Acceptor extends ChannelInitializer<Channel> {
    private volatile ListeningSocket owner;
    private @Nullable Channel channel;

    Acceptor(ListeningSocket owner) {
      this.owner = owner;
    }

    @Override
    protected void initChannel(Channel child) {
      owner.accept(child);
    }
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
    if (secure) {
      child.pipeline().addLast(new SniSelector(this::tls, front.revocation(), this::inClearText));
    }
    boolean choice = certificates != null ? certificates.http2() : live().h2c();
    child
        .pipeline()
        .addLast(
            choice
                ? new ProtocolChoice(front, this, child, secure)
                : new ClientConnection(front, this, child, secure, /* misplaced= */ false));
  }

  /** A client of an HTTPS port that speaks HTTP without TLS gets an answer that says so. */
  private void inClearText(Channel child) {
    child.pipeline().removeLast();
    child.pipeline().addLast(new ClientConnection(front, this, child, false, true));
  }

  /** The TLS of this moment; null when the port speaks HTTP in clear text. */
  public @Nullable ListenerTls tls() {
    return tls;
  }

  /**
   * Serves this from the next request on.
   *
   * @param tls its TLS; null for a port that speaks HTTP in clear text
   * @return whether the port speaks TLS now and did not before, or the other way round
   */
  public boolean serve(Live live, @Nullable ListenerTls tls) {
    boolean first = this.live == null;
    ListenerTls old = this.tls;
    this.tls = tls;
    this.live = live;
    Channel bound = channel();
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

  private @Nullable Channel channel() {
    return acceptor == null ? null : acceptor.channel;
  }

  /** Where it is bound. */
  public InetSocketAddress address() {
    InetSocketAddress bound = address;
    if (bound == null) throw new IllegalStateException("not bound");
    return bound;
  }

  /** The local port. */
  int port() {
    return address().getPort();
  }

  /** Takes no more connections; those that are open go on. */
  public void close() {
    closed = true;
    Channel bound = channel();
    if (bound != null) bound.close().awaitUninterruptibly(BIND_BOUND_SECONDS, TimeUnit.SECONDS);
    ListenerTls certificates = tls;
    tls = null;
    if (certificates != null) closeLater(certificates);
  }
}
