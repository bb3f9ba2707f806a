package dev.poort.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;

/** The end of a connection that must not look like a proper one. */
final class Closing {
  private Closing() {}

  /**
   * Resets the connection, so that an answer which ends with it is not taken for whole. Over TLS it
   * is closed from below, without the close_notify that would say the opposite.
   */
  static void reset(Channel channel) {
    if (channel.isActive()) channel.config().setOption(ChannelOption.SO_LINGER, 0);
    ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
    if (tls == null) {
      channel.close();
    } else {
      tls.close();
    }
  }
}
