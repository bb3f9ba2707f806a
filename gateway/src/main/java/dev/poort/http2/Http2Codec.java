package dev.poort.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of HTTP/2, in either role, on Netty's codec: frames and windows, without a channel
 * for each stream. What is written goes out at the end of the loop's turn, all streams together.
 *
 * <p>Used on its event loop alone.
 */
public final class Http2Codec extends Http2ConnectionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Http2Codec.class);

  private static final int RESETS_KEPT = 1000;

  private final ConnectionEvents events;
  private final FrameBudget budget;
  private final Http2Connection.PropertyKey key;
  private @Nullable ChannelHandlerContext ctx;

  /** The streams that were reset here last: their peer may not know it yet. */
  private final SequencedSet<Integer> resets = new LinkedHashSet<>();

  private boolean reading;
  private boolean flushDue;

  Http2Codec(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      ConnectionEvents events,
      FrameBudget budget) {
    super(decoder, encoder, settings, true);
    this.events = events;
    this.budget = budget;
    this.key = connection().newKey();
    decoder.frameListener(new FrameReception(this, events, budget));
    connection().addListener(new StreamClosings());
    encoder.flowController().listener(this::writabilityChanged);
  }

  private final class StreamClosings extends Http2ConnectionAdapter {
    @Override
    public void onStreamHalfClosed(Http2Stream stream) {
      StreamEvents own = events(stream);
      if (own != null && stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL) own.onLocalEnd();
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
      StreamEvents own = events(stream);
      if (own != null) own.onClosed();
      events.onStreamClosed();
    }
  }

  private void writabilityChanged(Http2Stream stream) {
    StreamEvents own = events(stream);
    if (own != null) own.onWritabilityChanged();
  }

  /** From now on what comes on the stream is told here. */
  public void attach(Http2Stream stream, StreamEvents own) {
    stream.setProperty(key, own);
  }

  @Nullable StreamEvents events(Http2Stream stream) {
    return stream.getProperty(key);
  }

  /**
   * Begins a stream towards a server.
   *
   * @return null when the connection has none left
   */
  public @Nullable Http2Stream open(StreamEvents own) {
    int id = connection().local().incrementAndGetNextStreamId();
    if (id < 0) return null;
    try {
      Http2Stream stream = connection().local().createStream(id, false);
      attach(stream, own);
      budget.stream();
      return stream;
    } catch (Http2Exception e) {
      return null; // it takes no more, or is going away
    }
  }

  /** Writes a header block: a head, an interim one, or trailers. */
  public void headers(Http2Stream stream, Http2Headers headers, boolean ends) {
    encoder().writeHeaders(context(), stream.id(), headers, 0, ends, context().newPromise());
  }

  /** Writes a piece of a body, as soon as the peer's window allows; takes it over. */
  public ChannelFuture data(Http2Stream stream, ByteBuf data, boolean ends) {
    budget.step();
    return encoder().writeData(context(), stream.id(), data, 0, ends, context().newPromise());
  }

  /** Ends a stream before its time (RFC 9113 6.4); what is not written yet is lost. */
  public void reset(Http2Stream stream, Http2Error error) {
    if (stream.state() == Http2Stream.State.CLOSED) return;
    wasReset(stream.id());
    encoder().writeRstStream(context(), stream.id(), error.code(), context().newPromise());
    flush();
  }

  /** The peer may send as many octets more on this stream. */
  public void used(Http2Stream stream, int octets) {
    if (octets == 0 || stream.state() == Http2Stream.State.CLOSED) return;
    try {
      if (decoder().flowController().consumeBytes(stream, octets)) flush();
    } catch (Http2Exception e) {
      onError(context(), true, e);
    }
  }

  /** Whether more may be written on the stream without waiting for the peer. */
  public boolean isWritable(Http2Stream stream) {
    return stream.state() != Http2Stream.State.CLOSED
        && context().channel().isWritable()
        && encoder().flowController().isWritable(stream);
  }

  /** Asks the peer for a sign of life. */
  public void ping(long data) {
    encoder().writePing(context(), false, data, context().newPromise());
    flush();
  }

  /**
   * Says that no more streams are taken (RFC 9113 6.8).
   *
   * @param last the last stream that is served
   */
  public void goAway(int last, Http2Error error, String why) {
    ByteBuf debug =
        why.isEmpty() ? Unpooled.EMPTY_BUFFER : ByteBufUtil.writeAscii(context().alloc(), why);
    goAway(context(), last, error.code(), debug, context().newPromise());
    flush();
  }

  /** Whether the connection is over TLS. */
  public boolean secure() {
    return context().pipeline().get(SslHandler.class) != null;
  }

  /** The port at this end; 0 when it is not known. */
  public int localPort() {
    boolean known = context().channel().localAddress() instanceof InetSocketAddress;
    return known ? ((InetSocketAddress) context().channel().localAddress()).getPort() : 0;
  }

  /** Closes the connection at once. */
  public void close() {
    context().close();
  }

  /** The last stream that the peer has begun. */
  public int lastStream() {
    return connection().remote().lastStreamCreated();
  }

  /** Sends what was written, once for all streams. */
  public void flush() {
    if (reading || flushDue) return;
    flushDue = true;
    context().executor().execute(this::flushNow);
  }

  /** Sends it at once. */
  public void flushNow() {
    flushDue = false;
    if (!context().isRemoved()) flush(context());
  }

  /** Closes the connection when all that was written has gone out. */
  public void closeWhenWritten() {
    flushNow();
    context().write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    context().flush();
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext own = ctx;
    if (own == null) throw new IllegalStateException("not in a pipeline yet");
    return own;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    this.ctx = ctx;
    super.handlerAdded(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    reading = true;
    super.channelRead(ctx, message);
  }

  /** Everything written meanwhile goes out here. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    events.onReadComplete();
    reading = false;
    super.channelReadComplete(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    events.onClosed();
  }

  @Override
  protected void onStreamError(
      ChannelHandlerContext ctx,
      boolean outbound,
      Throwable cause,
      Http2Exception.StreamException error) {
    Http2Stream stream = connection().stream(error.streamId());
    if (!outbound && stream == null && isAfterEnd(error)) {
      Http2Exception end = Http2Exception.connectionError(error.error(), error.getMessage());
      onConnectionError(ctx, false, end, end);
      return;
    }
    StreamEvents own = stream == null ? null : events(stream);
    if (own != null && !outbound) own.onViolation(String.valueOf(error.getMessage()));
    wasReset(error.streamId());
    super.onStreamError(ctx, outbound, cause, error);
    if (outbound) return;
    try {
      budget.reset();
    } catch (Http2Exception e) {
      onConnectionError(ctx, false, e, e);
    }
  }

  /**
   * Whether the peer goes on with a stream that it had ended itself (RFC 9113 5.1, "closed"). With
   * one that was reset here it may, until it hears of it.
   */
  private boolean isAfterEnd(Http2Exception.StreamException error) {
    return error.error() == Http2Error.STREAM_CLOSED && !resets.contains(error.streamId());
  }

  private void wasReset(int id) {
    if (resets.size() >= RESETS_KEPT) resets.removeFirst();
    resets.add(id);
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext ctx,
      boolean outbound,
      Throwable cause,
      @Nullable Http2Exception error) {
    if (error == null && !(cause instanceof IOException)) {
      LOG.warn("an HTTP/2 connection is closed", cause);
    }
    LOG.debug("an HTTP/2 connection is closed: {}", cause.toString());
    super.onConnectionError(ctx, outbound, cause, error);
  }

  @Override
  protected void handleServerHeaderDecodeSizeError(ChannelHandlerContext ctx, Http2Stream stream) {
    events.onHeadTooLarge(stream);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    boolean theirs = cause instanceof IOException || cause instanceof DecoderException;
    if (!theirs) LOG.warn("an HTTP/2 connection is closed", cause);
    events.onBroken(cause);
    // channelInactive tells the streams.
    ctx.close();
  }
}
