package dev.poort.management;

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
import io.netty.handler.timeout.ReadTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the management address: checks each request and writes its answer. */
final class ManagementRequests extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementRequests.class);

  private final Endpoints endpoints;

  ManagementRequests(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext client, FullHttpRequest request) {
    Answer answer = answer(request);
    byte[] json = answer.json().getBytes(StandardCharsets.UTF_8);
    boolean head = request.method().equals(HttpMethod.HEAD);
    ByteBuf body = head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(json);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, json.length);
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    response.headers().set("X-Content-Type-Options", "nosniff");
    if (answer.status() == 405) {
      String allowed = endpoints.isAction(request.uri()) ? "POST" : "GET, HEAD";
      response.headers().set(HttpHeaderNames.ALLOW, allowed);
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = client.writeAndFlush(response);
    if (!keepAlive) written.addListener(ChannelFutureListener.CLOSE);
  }

  private Answer answer(FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return Answer.error(400, "BadRequest", "this is not HTTP");
    }
    @Nullable String host = request.headers().get(HttpHeaderNames.HOST);
    if (host == null || !endpoints.hosts().allows(host)) {
      return Answer.error(
          421, "WrongHost", "call it by its IP address, localhost or its name in poort.json");
    }
    if (endpoints.isAction(request.uri())) return act(request);
    boolean readable =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    if (!readable) return Answer.error(405, "MethodNotAllowed", "only GET and HEAD are allowed");
    return endpoints.get(request.uri());
  }

  /**
   * Does something, unless a page in a browser asks for it: such a page sends Origin, and cannot
   * send JSON to a stranger without having asked for leave first (CORS).
   */
  private Answer act(FullHttpRequest request) {
    if (!request.method().equals(HttpMethod.POST)) {
      return Answer.error(405, "MethodNotAllowed", "only POST is allowed");
    }
    if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
      return Answer.error(403, "Forbidden", "pages in browsers may only read");
    }
    CharSequence type = HttpUtil.getMimeType(request);
    if (type == null || !HttpHeaderValues.APPLICATION_JSON.contentEqualsIgnoreCase(type)) {
      return Answer.error(415, "UnsupportedMediaType", "send it as application/json");
    }
    return endpoints.post(request.uri(), request.content().toString(StandardCharsets.UTF_8));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
    if (!(cause instanceof ReadTimeoutException)) LOG.debug("management connection ended", cause);
    client.close();
  }
}
