package dev.poort.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;

/** The end of a connection that must not look like a proper one. */
public final class Closing {
  private Closing() {}

  /**
   * Resets the connection; what is not written yet is lost. Over TLS no close_notify goes before
   * the reset: it would say that all is said.
   */
  public static void reset(Channel channel) {
    if (channel.isActive()) channel.config().setOption(ChannelOption.SO_LINGER, 0);
    ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
    if (tls == null) {
      channel.close();
    } else {
      tls.close();
    }
  }
}
