package dev.poort.http;

import dev.poort.tls.ListenerTls;
import dev.poort.tls.SniSelector;
import dev.poort.transport.InheritedSocket;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
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
  private volatile boolean paused;
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
    Acceptor taker = new Acceptor(this);
    ChannelFuture bound =
        listening(front.transport().sockets().listening(), taker)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
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

  private ServerBootstrap listening(ServerBootstrap bootstrap, Acceptor taker) {
    return bootstrap
        .group(front.transport().group())
        .option(ChannelOption.AUTO_READ, false)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(taker);
  }

  /**
   * Has a socket that another process has bound. It takes connections once that has stopped: after
   * {@link #resume}.
   *
   * @throws IOException if it cannot be had
   */
  public void inherit(InheritedSocket inherited) throws IOException {
    Acceptor taker = new Acceptor(this);
    paused = true;
    taker.channel =
        inherited.open(front.transport().sockets(), bootstrap -> listening(bootstrap, taker));
    acceptor = taker;
    address = inherited.address();
  }

  /** Takes no connections for the time being; they wait in the kernel. */
  public void pause() {
    paused = true;
    Channel bound = channel();
    if (bound != null) bound.config().setAutoRead(false);
  }

  /** Takes connections, those that wait first. */
  public void resume() {
    paused = false;
    Channel bound = channel();
    if (bound != null && live != null) bound.config().setAutoRead(true);
  }

  /** What another process could take over; null where this transport has none. */
  public @Nullable FileDescriptor descriptor() {
    return channel() instanceof UnixChannel bound ? bound.fd() : null;
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
    if (first && bound != null && !paused) bound.config().setAutoRead(true);
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
