package shop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The application under test: a WebSocket at {@code /prices}, and 200 for all other requests. */
public final class Shop implements AutoCloseable {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel server;

  /** Starts the shop on a port of 127.0.0.1 that the kernel chooses. */
  public Shop() {
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel client) {
                    client.pipeline().addLast(new HttpServerCodec());
                    client.pipeline().addLast(new HttpObjectAggregator(64 << 10));
                    client.pipeline().addLast(new WebSocketServerProtocolHandler("/prices"));
                    client.pipeline().addLast(new Prices(), new Anything());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  /** Where it listens. */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Greets with the address that the gateway forwards, then answers each article with a price. */
  private static final class Prices extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    public void userEventTriggered(ChannelHandlerContext client, Object event) {
      if (event instanceof HandshakeComplete handshake) {
        String customer = handshake.requestHeaders().get("X-Forwarded-For");
        client.writeAndFlush(new TextWebSocketFrame("welcome " + customer));
      }
      client.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext client, TextWebSocketFrame article) {
      String text = article.text();
      client.writeAndFlush(new TextWebSocketFrame(text + " costs " + text.length() + " euro"));
    }
  }

  /** Is well. */
  private static final class Anything extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext client, FullHttpRequest request) {
      FullHttpResponse well =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      well.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      client.writeAndFlush(well);
    }
  }
}
