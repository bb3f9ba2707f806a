package dev.poort.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;

/** Gives each frame that has come to its stream or to the connection, within the budget. */
final class FrameReception implements Http2FrameListener {
  private final Http2Codec codec;
  private final ConnectionEvents connection;
  private final FrameBudget budget;

  FrameReception(Http2Codec codec, ConnectionEvents connection, FrameBudget budget) {
    this.codec = codec;
    this.connection = connection;
    this.budget = budget;
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int id, Http2Headers headers, int padding, boolean ends) {
    Http2Stream stream = codec.connection().stream(id);
    if (stream == null) return;
    StreamEvents events = codec.events(stream);
    if (events != null) {
      events.onHeaders(headers, ends);
    } else if (codec.connection().isServer()) {
      budget.stream();
      connection.onRequest(stream, headers, ends);
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int id,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean ends) {
    onHeadersRead(ctx, id, headers, padding, ends);
  }

  @Override
  public int onDataRead(ChannelHandlerContext ctx, int id, ByteBuf data, int padding, boolean ends)
      throws Http2Exception {
    if (data.isReadable() || ends) {
      budget.step();
    } else {
      budget.idleFrame();
    }
    Http2Stream stream = codec.connection().stream(id);
    StreamEvents events = stream == null ? null : codec.events(stream);
    int used = events == null ? data.readableBytes() : events.onData(data, ends);
    return used + padding;
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int id, long errorCode)
      throws Http2Exception {
    Http2Stream stream = codec.connection().stream(id);
    StreamEvents events = stream == null ? null : codec.events(stream);
    if (events == null || events.onReset(errorCode)) budget.reset();
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext ctx, int id, int dependency, short weight, boolean exclusive)
      throws Http2Exception {
    budget.idleFrame();
  }

  @Override
  public void onSettingsAckRead(ChannelHandlerContext ctx) throws Http2Exception {
    budget.idleFrame();
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings)
      throws Http2Exception {
    budget.idleFrame();
    connection.onSettings(settings);
  }

  @Override
  public void onPingRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    budget.idleFrame();
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    budget.idleFrame();
    connection.onPingAck();
  }

  /** Never comes: this side does not allow it. */
  @Override
  public void onPushPromiseRead(
      ChannelHandlerContext ctx, int id, int promised, Http2Headers headers, int padding) {}

  @Override
  public void onGoAwayRead(ChannelHandlerContext ctx, int last, long errorCode, ByteBuf debug)
      throws Http2Exception {
    budget.idleFrame();
    connection.onGoAway(last, errorCode);
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext ctx, int id, int increment)
      throws Http2Exception {
    budget.idleFrame();
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext ctx, byte type, int id, Http2Flags flags, ByteBuf payload)
      throws Http2Exception {
    budget.idleFrame();
  }
}
