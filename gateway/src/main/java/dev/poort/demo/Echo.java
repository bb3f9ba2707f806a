package dev.poort.demo;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Sends every frame back as it came; a client that does not read is not read from either. */
final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
  @Override
  protected void channelRead0(ChannelHandlerContext client, WebSocketFrame frame) {
    client.write(frame.retain());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext client) {
    client.flush();
    client.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext client) {
    client.channel().config().setAutoRead(client.channel().isWritable());
    client.fireChannelWritabilityChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
    // A client that resets or breaks the protocol has already been told by a Close frame.
    client.close();
  }
}
