package dev.poort.http2;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DecoratingHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2LifecycleManager;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the answers to PING and SETTINGS and the resets that wait for a peer which asks but does
 * not read (CVE-2019-9512, CVE-2019-9514, CVE-2019-9515).
 */
final class AckLimit extends DecoratingHttp2ConnectionEncoder {
  private static final int MOST_WAITING = 1000;

  private @Nullable Http2LifecycleManager lifecycle;
  private int waiting;

  AckLimit(Http2ConnectionEncoder encoder) {
    super(encoder);
  }

  @Override
  public void lifecycleManager(Http2LifecycleManager manager) {
    lifecycle = manager;
    super.lifecycleManager(manager);
  }

  @Override
  public ChannelFuture writePing(
      ChannelHandlerContext ctx, boolean ack, long data, ChannelPromise promise) {
    count(ctx);
    return super.writePing(ctx, ack, data, promise);
  }

  @Override
  public ChannelFuture writeSettingsAck(ChannelHandlerContext ctx, ChannelPromise promise) {
    count(ctx);
    return super.writeSettingsAck(ctx, promise);
  }

  @Override
  public ChannelFuture writeRstStream(
      ChannelHandlerContext ctx, int streamId, long errorCode, ChannelPromise promise) {
    count(ctx);
    return super.writeRstStream(ctx, streamId, errorCode, promise);
  }

  private void count(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      waiting = 0;
    } else if (++waiting == MOST_WAITING && lifecycle != null) {
      Http2Exception calm =
          Http2Exception.connectionError(
              Http2Error.ENHANCE_YOUR_CALM, "asks more than it takes answers");
      lifecycle.onError(ctx, true, calm);
      // What is written will not be read.
      ctx.close();
    }
  }
}
