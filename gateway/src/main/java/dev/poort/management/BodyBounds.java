package dev.poort.management;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bodies of one client's requests: {@value #RESOURCE} octets for resources of whoever
 * may send such, {@value #ORDER} otherwise, and {@link Budget#OCTETS} for those of all clients that
 * are in memory at one time. Event loop only.
 */
final class BodyBounds extends ChannelInboundHandlerAdapter {
  /** The longest body that a resource may have. */
  static final int RESOURCE = 32 << 20;

  private static final int ORDER = 16 << 10;

  /** What bodies of all clients may take at one time. */
  static final class Budget {
    static final long OCTETS = 256L << 20;

    private final AtomicLong left = new AtomicLong(OCTETS);

    private boolean take(long octets) {
      if (left.addAndGet(-octets) >= 0) return true;
      left.addAndGet(octets);
      return false;
    }

    private void give(long octets) {
      left.addAndGet(octets);
    }
  }

  private final Budget budget;
  private final Authorization authorization;
  private long bound;
  private long taken;
  private boolean refused;

  BodyBounds(Budget budget, Authorization authorization) {
    this.budget = budget;
    this.authorization = authorization;
  }

  @Override
  public void channelRead(ChannelHandlerContext client, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      bound = bound(client, request);
      long length = HttpUtil.getContentLength(request, 0L);
      if (length > bound) {
        refuse(client, message, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        return;
      }
    }
    if (message instanceof HttpContent content) {
      int octets = content.content().readableBytes();
      if (taken + octets > bound) {
        refuse(client, message, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        return;
      }
      if (!budget.take(octets)) {
        refuse(client, message, HttpResponseStatus.SERVICE_UNAVAILABLE);
        return;
      }
      taken += octets;
    }
    client.fireChannelRead(message);
  }

  private long bound(ChannelHandlerContext client, HttpRequest request) {
    String target = request.uri();
    boolean resource =
        target.regionMatches(true, 0, "/subscriptions/", 0, "/subscriptions/".length())
            || target.regionMatches(true, 0, "/providers/", 0, "/providers/".length());
    boolean known =
        client.channel().remoteAddress() instanceof InetSocketAddress address
            && authorization.mayTellMuch(
                request.headers().get(HttpHeaderNames.AUTHORIZATION), address.getAddress());
    return resource && known ? RESOURCE : ORDER;
  }

  /** What the body took is free again. */
  void done() {
    budget.give(taken);
    taken = 0;
  }

  private void refuse(ChannelHandlerContext client, Object message, HttpResponseStatus status) {
    refused = true;
    ReferenceCountUtil.release(message);
    boolean tooLong = status.equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    Answer answer =
        tooLong
            ? Answer.error(413, "RequestContentTooLarge", "the body may have " + bound + " octets")
            : Answer.error(503, "ServerBusy", "too many bodies are under way");
    byte[] json = answer.json().octets();
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(json));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, json.length);
    response.headers().set(HttpHeaderNames.CONNECTION, "close");
    if (!tooLong) response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
    client.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext client) {
    done();
  }
}
