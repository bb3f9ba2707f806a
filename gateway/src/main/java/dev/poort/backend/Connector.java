package dev.poort.backend;

import dev.poort.config.BackendTls;
import dev.poort.telemetry.Failure;
import dev.poort.tls.MemberTls;
import dev.poort.tls.TlsDefect;
import dev.poort.transport.MemberResolver;
import dev.poort.transport.SocketKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens connections to members on a given event loop, over TLS where the member wants it. */
public final class Connector {
  /** What a connection attempt comes to; called on the loop. */
  public interface Outcome {
    /** The connection stands, TLS included. */
    void connected();

    /** It does not. */
    void failed(Failure failure, String detail);
  }

  private final SocketKind sockets;
  private final MemberTls tls;
  private final OpenConnections open = new OpenConnections();

  /**
   * @param sockets the kind of sockets that the loops drive
   * @param tls TLS towards members
   */
  public Connector(SocketKind sockets, MemberTls tls) {
    this.sockets = sockets;
    this.tls = tls;
  }

  /** TLS towards members. */
  MemberTls tls() {
    return tls;
  }

  /** How many connections are open or being opened. */
  int count() {
    return open.count();
  }

  /**
   * Opens a connection.
   *
   * @param key where to and how
   * @param port the member's port, which a probe may have another
   * @param tlsName the certificate's name; null in clear text
   * @param http2 whether HTTP/2 is offered by ALPN
   * @param handler what reads the connection
   * @param timeout how long TCP and TLS may take, each
   */
  void connect(
      EventLoop loop,
      MemberKey key,
      int port,
      @Nullable String tlsName,
      boolean http2,
      ChannelHandler handler,
      Duration timeout,
      Outcome outcome) {
    Bootstrap bootstrap =
        sockets
            .connecting()
            .group(loop)
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(timeout))
            .handler(initializer(key.tls(), port, tlsName, http2, handler, timeout));
    bootstrap
        .connect(MemberResolver.address(key.address().host(), port))
        .addListener((ChannelFuture future) -> connected(future, timeout, outcome));
  }

  private ChannelInitializer<Channel> initializer(
      @Nullable BackendTls how,
      int port,
      @Nullable String tlsName,
      boolean http2,
      ChannelHandler handler,
      Duration timeout) {
    BackendTls rules = how == null ? BackendTls.DEFAULT : how;
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) throws Exception {
        channel.pipeline().addLast(open);
        if (tlsName != null) {
          channel
              .pipeline()
              .addLast(tls.newHandler(channel.alloc(), rules, tlsName, port, timeout, http2));
        }
        channel.pipeline().addLast(handler);
      }
    };
  }

  private static void connected(ChannelFuture future, Duration timeout, Outcome outcome) {
    if (!future.isSuccess()) {
      future.channel().close();
      fail(future.cause(), timeout, outcome);
      return;
    }
    SslHandler handler = future.channel().pipeline().get(SslHandler.class);
    if (handler == null) {
      outcome.connected();
      return;
    }
    handler
        .handshakeFuture()
        .addListener(
            handshake -> {
              if (handshake.isSuccess()) {
                outcome.connected();
              } else {
                future.channel().close();
                TlsDefect defect = TlsDefect.of(handshake.cause());
                outcome.failed(failure(defect), defect.words());
              }
            });
  }

  private static Failure failure(TlsDefect defect) {
    return switch (defect.kind()) {
      case DATE -> Failure.MEMBER_CERTIFICATE_DATE;
      case TRUST -> Failure.MEMBER_CERTIFICATE_UNTRUSTED;
      case NAME -> Failure.MEMBER_CERTIFICATE_NAME;
      case OTHER -> Failure.MEMBER_TLS;
    };
  }

  private static void fail(Throwable cause, Duration timeout, Outcome outcome) {
    if (cause instanceof ConnectTimeoutException) {
      outcome.failed(Failure.CONNECT_TIMEOUT, "no connection within " + timeout.toSeconds() + " s");
    } else {
      outcome.failed(Failure.CONNECT_FAILED, plain(cause));
    }
  }

  /** The cause in a person's words, without the class names that Netty puts before it. */
  private static String plain(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    if (text.contains("Connection refused")) return "refused the connection";
    if (text.contains("unreachable") || text.contains("No route")) return "cannot be reached";
    return text;
  }

  private static int millis(Duration timeout) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
  }
}
