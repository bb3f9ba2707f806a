package dev.poort.http;

import dev.poort.http2.Http2Codec;
import dev.poort.http2.StreamEvents;
import dev.poort.telemetry.SessionEnd;
import dev.poort.websocket.Carrier;
import dev.poort.websocket.TunnelSide;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A stream of HTTP/2 that carries a session (RFC 8441 5). What the member does not take waits here,
 * and the stream's window bounds it; what the client does not take waits in the codec, and the
 * member is held up.
 *
 * <pre>
 *  OPEN ─ the session has ended: END_STREAM ─▶ LINGER ─ the client's END_STREAM, or 2 s ─▶ closed
 *    └ reset, by either side ─────────────────────────────────────────────────────────────┘
 * </pre>
 */
final class StreamCarrier implements Carrier, StreamEvents {
  /** Octets on their way to the client from which on the member is held up, until half is left. */
  private static final int HIGH_WATER = 64 << 10;

  private final Http2ClientStream owner;
  private final Http2Codec codec;
  private final Http2Stream stream;
  private @Nullable TunnelSide side;

  /** What the session does not take yet; null for nothing. */
  private @Nullable ByteBuf waiting;

  private boolean reads;
  private boolean takeDue;
  private boolean flushDue;

  /** Whether the client sends no more. */
  private boolean ended;

  /** Octets that are written but not on the wire. */
  private int unsent;

  private boolean writable = true;
  private int highWater = HIGH_WATER;
  private @Nullable Runnable whenSent;

  /** The end of what goes out; null while it goes on. */
  private @Nullable ChannelFuture end;

  private boolean broken;
  private boolean closed;

  StreamCarrier(Http2ClientStream owner, Http2Codec codec, Http2Stream stream) {
    this.owner = owner;
    this.codec = codec;
    this.stream = stream;
  }

  /** What the client sent before it had its answer; taken over. */
  void readAhead(Queue<ByteBuf> pieces, boolean ended) {
    this.ended = ended;
    for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      keep(piece);
      piece.release();
    }
  }

  /** Copied, so that a piece of one octet does not hold on to all that came with it. */
  private void keep(ByteBuf piece) {
    ByteBuf kept = waiting;
    if (kept == null) {
      kept = alloc().buffer(piece.readableBytes());
      waiting = kept;
    }
    kept.writeBytes(piece, piece.readerIndex(), piece.readableBytes());
  }

  private TunnelSide side() {
    TunnelSide attached = side;
    if (attached == null) throw new IllegalStateException("not attached yet");
    return attached;
  }

  @Override
  public EventLoop loop() {
    return owner.loop();
  }

  @Override
  public ByteBufAllocator alloc() {
    return owner.alloc();
  }

  @Override
  public void attach(TunnelSide side) {
    this.side = side;
  }

  @Override
  public void begin() {
    side().updateReading();
  }

  /** What waits is told in a turn of its own, never in the middle of what the other side does. */
  @Override
  public void read(boolean on) {
    reads = on;
    if (!on || takeDue || (waiting == null && !ended)) return;
    takeDue = true;
    loop().execute(this::take);
  }

  private void take() {
    takeDue = false;
    if (!reads || closed) return;
    ByteBuf kept = waiting;
    waiting = null;
    if (kept != null) {
      int length = kept.readableBytes();
      side().received(kept);
      codec.used(stream, length);
      side().readComplete();
    }
    if (ended) side().endOfInput();
  }

  @Override
  public int onData(ByteBuf data, boolean ends) {
    int length = data.readableBytes();
    if (ends) ended = true;
    if (closed || broken) return length;
    if (!reads || takeDue) {
      if (length > 0) keep(data);
      return 0;
    }
    if (length > 0) {
      side().received(data.retain());
      if (!flushDue) owner.connection().flushLater(owner);
      flushDue = true;
    }
    if (ends) side().endOfInput();
    return length;
  }

  /** All that the connection had is read. */
  void readComplete() {
    if (!flushDue) return;
    flushDue = false;
    side().readComplete();
  }

  /** RFC 9113 8.5: only DATA may come. */
  @Override
  public void onHeaders(Http2Headers headers, boolean ends) {
    codec.reset(stream, Http2Error.PROTOCOL_ERROR);
    breakOff();
  }

  @Override
  public boolean onReset(long errorCode) {
    breakOff();
    return false;
  }

  @Override
  public void onViolation(String what) {
    breakOff();
  }

  private void breakOff() {
    if (broken || closed) return;
    broken = true;
    side().broken(SessionEnd.CONNECTION_RESET);
    gone();
  }

  /** The connection broke under it. */
  void broke(Throwable cause) {
    if (broken || closed) return;
    broken = true;
    side().failed(cause);
  }

  /** The octets are counted here, as Netty's answer depends on all other streams. */
  @Override
  public void onWritabilityChanged() {}

  @Override
  public void onLocalEnd() {}

  @Override
  public void onClosed() {
    gone();
    owner.onClosed();
  }

  /** Told in a turn of its own, as a channel does it. */
  private void gone() {
    if (closed) return;
    closed = true;
    if (waiting != null) waiting.release();
    waiting = null;
    loop().execute(side()::closed);
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public void keepAtMost(int octets) {
    highWater = octets;
  }

  @Override
  public void write(ByteBuf out) {
    int length = out.readableBytes();
    if (closed || end != null || length == 0) {
      out.release();
      return;
    }
    unsent += length;
    codec.data(stream, out, false).addListener(_ -> sent(length));
    if (writable && unsent > highWater) setWritable(false);
  }

  private void sent(int length) {
    unsent -= length;
    if (!writable && unsent <= highWater / 2) setWritable(true);
    Runnable then = whenSent;
    if (unsent > 0 || then == null) return;
    whenSent = null;
    then.run();
  }

  private void setWritable(boolean now) {
    writable = now;
    if (!closed) side().writabilityChanged();
  }

  @Override
  public void flush() {
    codec.flush();
  }

  @Override
  public void flushThen(Runnable then) {
    codec.flush();
    if (unsent == 0) then.run();
    else whenSent = then;
  }

  @Override
  public boolean halfCloses() {
    return true;
  }

  @Override
  public void endOutput() {
    if (!closed) lastFrame();
  }

  private ChannelFuture lastFrame() {
    ChannelFuture last = end;
    if (last == null) {
      last = codec.data(stream, Unpooled.EMPTY_BUFFER, true);
      end = last;
      codec.flush();
    }
    return last;
  }

  @Override
  public void closeWhenWritten() {
    if (!closed) lastFrame().addListener(_ -> finish());
  }

  /** The client may go on for a while with what nobody reads. */
  private void finish() {
    if (closed) return;
    gone();
    if (stream.state() != Http2Stream.State.CLOSED) owner.onLocalEnd();
  }

  @Override
  public void close() {
    if (closed || broken) return;
    if (unsent == 0) closeWhenWritten();
    else reset();
  }

  @Override
  public void reset() {
    if (closed || broken) return;
    gone();
    codec.reset(stream, Http2Error.CANCEL);
  }
}
