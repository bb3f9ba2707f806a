package dev.poort.backend;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Supplier;

/** Makes place for the version of HTTP that a member has chosen by ALPN (RFC 9113 3.2). */
final class MemberProtocol extends ChannelInboundHandlerAdapter {
  private final ChannelHandler http2;
  private final Runnable agreed;
  private final Supplier<? extends ChannelHandler> http1;

  /**
   * @param http2 what reads the connection when the member agrees
   * @param agreed called then
   * @param http1 gives what reads it when the member does not
   */
  MemberProtocol(ChannelHandler http2, Runnable agreed, Supplier<? extends ChannelHandler> http1) {
    this.http2 = http2;
    this.agreed = agreed;
    this.http1 = http1;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
      SslHandler tls = ctx.pipeline().get(SslHandler.class);
      if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
        ctx.pipeline().replace(this, null, http2);
        agreed.run();
      } else {
        ctx.pipeline().replace(this, null, http1.get());
      }
      return;
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // The handshake's own future tells of it.
    ctx.close();
  }
}
