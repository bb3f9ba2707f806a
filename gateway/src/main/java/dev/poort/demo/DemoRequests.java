package dev.poort.demo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers a member's requests: the page, {@code /health}, and the two WebSocket end points. */
final class DemoRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final int MAX_FRAME = 1 << 20;

  private final String member;
  private final ChatRoom room;
  private final String page;

  DemoRequests(String member, ChatRoom room, String page) {
    this.member = member;
    this.room = room;
    this.page = page;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext client, FullHttpRequest request) {
    String path = request.uri().split("\\?", 2)[0];
    boolean upgrade =
        request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    switch (path) {
      case "/" -> answer(client, request, HttpResponseStatus.OK, "text/html; charset=utf-8", page);
      case "/health" -> answer(client, request, HttpResponseStatus.OK, "text/plain", "well\n");
      case "/echo", "/chat" -> {
        if (upgrade) openWebSocket(client, request, path);
        else {
          HttpResponseStatus status = HttpResponseStatus.UPGRADE_REQUIRED;
          answer(client, request, status, "text/plain", "a WebSocket lives here\n");
        }
      }
      default -> answer(client, request, HttpResponseStatus.NOT_FOUND, "text/plain", "not here\n");
    }
  }

  private void openWebSocket(ChannelHandlerContext client, FullHttpRequest request, String path) {
    WebSocketServerProtocolConfig config =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath(path)
            .checkStartsWith(true)
            .maxFramePayloadLength(MAX_FRAME)
            .build();
    client.pipeline().addLast(new WebSocketServerProtocolHandler(config));
    client.pipeline().addLast(path.equals("/echo") ? new Echo() : new ChatGuest(member, room));
    client.pipeline().remove(this);
    // This handler is out of the pipeline, but its context still leads on to the new ones.
    client.fireChannelRead(request.retain());
  }

  private void answer(
      ChannelHandlerContext client,
      FullHttpRequest request,
      HttpResponseStatus status,
      String type,
      String text) {
    boolean readable = List.of(HttpMethod.GET, HttpMethod.HEAD).contains(request.method());
    if (!readable) status = HttpResponseStatus.METHOD_NOT_ALLOWED;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean body = !request.method().equals(HttpMethod.HEAD);
    ByteBuf content = body ? Unpooled.wrappedBuffer(bytes) : Unpooled.EMPTY_BUFFER;
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    response.headers().set("X-Served-By", member);
    if (!readable) response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
    if (status.code() == 426) response.headers().set(HttpHeaderNames.UPGRADE, "websocket");
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = client.writeAndFlush(response);
    if (!keepAlive) written.addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
    // A client that resets or sends nonsense: nothing to tell it, nobody else is concerned.
    client.close();
  }
}
