package dev.poort.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;

/** The end of a connection that must not look like a proper one. */
final class Closing {
  private Closing() {}

  /**
   * Resets the connection, so that an answer which ends with it is not taken for whole. Over TLS
   * the missing close_notify says the same.
   */
  static void reset(Channel channel) {
    if (channel.isActive() && channel.pipeline().get(SslHandler.class) == null) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    channel.close();
  }
}
