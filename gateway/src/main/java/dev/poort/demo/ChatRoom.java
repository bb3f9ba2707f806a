package dev.poort.demo;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody who chats, whichever member they talk to. Any thread. */
final class ChatRoom {
  private final Set<Channel> guests = ConcurrentHashMap.newKeySet();

  /** A guest comes in and stays until the connection ends. */
  void enter(Channel guest) {
    guests.add(guest);
    guest.closeFuture().addListener(closed -> guests.remove(guest));
  }

  /** Sends a line to all; who does not keep up with reading is shown out. */
  void say(String line) {
    for (Channel guest : guests) {
      if (guest.isWritable()) {
        guest.writeAndFlush(new TextWebSocketFrame(line));
      } else {
        showOut(guest);
      }
    }
  }

  private void showOut(Channel guest) {
    // Out of the room first: a guest that never reads again gets this one frame and no more.
    if (!guests.remove(guest)) return;
    guest
        .writeAndFlush(
            new CloseWebSocketFrame(WebSocketCloseStatus.TRY_AGAIN_LATER, "you read too slowly"))
        .addListener(ChannelFutureListener.CLOSE);
  }
}
