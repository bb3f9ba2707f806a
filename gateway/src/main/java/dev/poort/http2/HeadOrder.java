package dev.poort.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames, and takes header blocks that come out of order for what they are. After a stream's
 * end: STREAM_CLOSED (RFC 9113 5.1, "half-closed (remote)"); Netty's decoder takes it for trailers
 * out of place. On a stream that was left out: PROTOCOL_ERROR (5.1.1); the decoder takes it for one
 * that has ended.
 */
final class HeadOrder extends DefaultHttp2FrameReader {
  private final Http2Connection connection;
  private final SkippedStreams skipped = new SkippedStreams();
  private @Nullable Http2FrameListener known;
  private @Nullable Http2FrameListener checked;

  HeadOrder(Http2HeadersDecoder decoder, Http2Connection connection) {
    super(decoder);
    this.connection = connection;
  }

  @Override
  public void readFrame(ChannelHandlerContext ctx, ByteBuf in, Http2FrameListener listener)
      throws Http2Exception {
    Http2FrameListener own = checked;
    if (own == null || !listener.equals(known)) {
      own = new Check(listener);
      known = listener;
      checked = own;
    }
    super.readFrame(ctx, in, own);
  }

  private final class Check extends Http2FrameListenerDecorator {
    Check(Http2FrameListener listener) {
      super(listener);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext ctx, int id, Http2Headers headers, int padding, boolean ends)
        throws Http2Exception {
      check(id);
      super.onHeadersRead(ctx, id, headers, padding, ends);
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
        boolean ends)
        throws Http2Exception {
      check(id);
      super.onHeadersRead(ctx, id, headers, dependency, weight, exclusive, padding, ends);
    }

    private void check(int id) throws Http2Exception {
      if (connection.isServer() && (id & 1) == 1 && skipped.head(id)) {
        throw Http2Exception.connectionError(
            Http2Error.PROTOCOL_ERROR, "a new stream %d below one that was begun before", id);
      }
      Http2Stream stream = connection.stream(id);
      if (stream == null || stream.state() != Http2Stream.State.HALF_CLOSED_REMOTE) return;
      throw Http2Exception.streamError(id, Http2Error.STREAM_CLOSED, "a head after the end");
    }
  }
}
