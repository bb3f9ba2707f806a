package dev.poort.demo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One member: an HTTP server on 127.0.0.1 that answers {@link DemoRequests}. */
final class DemoMember implements AutoCloseable {
  private static final int MAX_BODY = 64 << 10;

  private final Channel server;
  private final ChannelGroup clients;

  private DemoMember(Channel server, ChannelGroup clients) {
    this.server = server;
    this.clients = clients;
  }

  static DemoMember start(String name, ChatRoom room, String page, EventLoopGroup loops)
      throws IOException {
    ChannelGroup clients = new DefaultChannelGroup(loops.next());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel client) {
                    clients.add(client);
                    client
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(MAX_BODY),
                            new DemoRequests(name, room, page));
                  }
                });
    ChannelFuture bound =
        bootstrap
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) throw new IOException(name + " does not start", bound.cause());
    return new DemoMember(bound.channel(), clients);
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    clients.close().awaitUninterruptibly();
  }
}
