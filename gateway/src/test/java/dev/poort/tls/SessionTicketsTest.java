package dev.poort.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of session tickets and their time. */
class SessionTicketsTest {
  private final TestCa ca = TestCa.create();
  private final SSLContext client = ca.clientContext();
  private final AtomicLong nanos = new AtomicLong();
  private final SslContext context = context();
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final InetSocketAddress address = listen();
  private final SessionTickets tickets =
      new SessionTickets((OpenSslSessionContext) context.sessionContext(), nanos::get);

  SessionTicketsTest() throws Exception {}

  @AfterEach
  void stop() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    ReferenceCountUtil.release(context);
  }

  @ParameterizedTest
  @CsvSource({"0.0, true", "0.9, true", "1.5, true", "2.5, false"})
  void opensATicketUntilItsKeyIsTwoPeriodsOld(double periods, boolean opens) throws Exception {
    assertThat(isResumed()).isFalse();
    nanos.set((long) (periods * SessionTickets.PERIOD.toNanos()));
    tickets.refresh();
    assertThat(isResumed()).isEqualTo(opens);
  }

  @Test
  void forgetsAKeyAfterTwoChanges() throws Exception {
    assertThat(isResumed()).isFalse();
    for (int change = 0; change < 2; change++) {
      nanos.addAndGet(SessionTickets.PERIOD.toNanos());
      tickets.refresh();
    }
    assertThat(isResumed()).isFalse();
  }

  private SslContext context() throws Exception {
    TestCertificate server = ca.issue("localhost");
    SslContext made =
        SslContextBuilder.forServer(
                server.credential().key(),
                server.credential().chain().toArray(X509Certificate[]::new))
            .sslProvider(TlsProvider.BORING_SSL)
            .protocols("TLSv1.2")
            .build();
    // So that nothing but a ticket resumes a session.
    ((OpenSslSessionContext) made.sessionContext()).setSessionCacheEnabled(false);
    return made;
  }

  private InetSocketAddress listen() {
    Channel bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel child) {
                    child.pipeline().addLast(context.newHandler(child.alloc()));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    return (InetSocketAddress) bound.localAddress();
  }

  /** Shakes hands, and marks the session for the next time. */
  private boolean isResumed() throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            client.getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
      socket.startHandshake();
      boolean resumed = Resumption.isResumed(socket.getSession());
      Resumption.mark(socket.getSession());
      return resumed;
    }
  }
}
