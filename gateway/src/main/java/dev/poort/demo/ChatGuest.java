package dev.poort.demo;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;

/** One client in the chat room: what it says goes to all with the name of its member. */
final class ChatGuest extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  private final String member;
  private final ChatRoom room;

  ChatGuest(String member, ChatRoom room) {
    this.member = member;
    this.room = room;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext client, Object event) throws Exception {
    if (event instanceof HandshakeComplete) {
      room.enter(client.channel());
      client.writeAndFlush(new TextWebSocketFrame(member + " | welcome, you talk to me"));
    }
    super.userEventTriggered(client, event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext client, TextWebSocketFrame frame) {
    room.say(member + " | " + frame.text());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
    // A client that resets or breaks the protocol has already been told by a Close frame.
    client.close();
  }
}
