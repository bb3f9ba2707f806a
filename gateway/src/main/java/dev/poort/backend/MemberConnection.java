package dev.poort.backend;

import dev.poort.message.BodyReader;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.HeadWriter;
import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.message.ResponseReader;
import dev.poort.telemetry.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a member over HTTP/1: carries one request at a time and reads its response.
 *
 * <pre>
 *  IDLE ── begin ─▶ HEAD ─ final head ─▶ BODY ─ end ─▶ IDLE (back to its pool) or closed
 *                    └── 101, detach ─▶ the tunnel's
 * </pre>
 *
 * <p>Belongs to one event loop and is used on it alone.
 */
public final class MemberConnection extends ChannelInboundHandlerAdapter implements MemberStream {
  private static final int HEAD_LIMIT = 64 << 10;
  private static final int START_LINE_AND_HOST = 128;

  private enum State {
    IDLE,
    HEAD,
    BODY,
    DETACHED,
    CLOSED
  }

  private final ConnectionPool pool;
  private final ResponseReader heads = new ResponseReader(HEAD_LIMIT);
  private final BodyReader body = new BodyReader(502);
  private State state = State.IDLE;
  private @Nullable Set<MemberConnection> all;
  private @Nullable Channel channel;
  private @Nullable ResponseHandler handler;
  private ByteBuf pending = Unpooled.EMPTY_BUFFER;
  private boolean toHead;
  private boolean chunked;
  private boolean requestDone;
  private boolean keepAlive;
  private boolean answering;
  private boolean broken;
  private int served;
  private String lastError = "closed the connection before its answer was whole";

  MemberConnection(ConnectionPool pool) {
    this.pool = pool;
  }

  @Override
  public void begin(ResponseHandler handler, RequestHead request) {
    this.handler = handler;
    toHead = request.method().equals("HEAD");
    chunked = request.framing().kind() == Framing.Kind.CHUNKED;
    requestDone = false;
    answering = false;
    state = State.HEAD;
    write(head(request));
  }

  private ByteBuf head(RequestHead request) {
    Fields fields = request.fields();
    int startAndHost = request.target().length() + request.host().length() + START_LINE_AND_HOST;
    ByteBuf out = channel().alloc().ioBuffer(startAndHost + fields.writtenSize());
    HeadWriter.requestLine(out, request.method(), request.target());
    HeadWriter.field(out, FieldName.HOST, request.host());
    fields.writeTo(out);
    HeadWriter.end(out);
    return out;
  }

  @Override
  public void content(ByteBuf piece) {
    if (!chunked) {
      write(piece);
      return;
    }
    ByteBufAllocator allocator = channel().alloc();
    ByteBuf line = allocator.ioBuffer(HeadWriter.chunkLineSize());
    HeadWriter.chunkLine(line, piece.readableBytes());
    write(line);
    write(piece);
    ByteBuf end = allocator.ioBuffer(2);
    HeadWriter.end(end);
    write(end);
  }

  @Override
  public void end(@Nullable Fields trailers) {
    requestDone = true;
    if (!chunked) return;
    int size = HeadWriter.chunkLineSize() + 2 + (trailers == null ? 0 : trailers.writtenSize());
    ByteBuf last = channel().alloc().ioBuffer(size);
    HeadWriter.chunkLine(last, 0);
    if (trailers != null) trailers.writeTo(last);
    HeadWriter.end(last);
    write(last);
  }

  private void write(ByteBuf piece) {
    Channel to = channel();
    to.write(piece, to.voidPromise());
  }

  @Override
  public void flush() {
    channel().flush();
  }

  @Override
  public boolean isWritable() {
    return channel().isWritable();
  }

  @Override
  public void read(boolean on) {
    channel().config().setAutoRead(on);
  }

  /** It has served before, and not an octet of the present answer has come. */
  @Override
  public boolean stale() {
    return served > 0 && !answering;
  }

  /** HTTP/1 has no way to say so. */
  @Override
  public boolean unprocessed() {
    return false;
  }

  @Override
  public int localPort() {
    return channel().localAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
  }

  @Override
  public void giveBack() {
    pool.add(this);
  }

  /** Closes the connection. */
  @Override
  public void abort() {
    handler = null;
    close();
  }

  /**
   * Gives the channel away after a 101: this object has no part in it from now on.
   *
   * @return what the member has already sent after its 101; the caller owns it
   */
  public ByteBuf detach() {
    state = State.DETACHED;
    handler = null;
    ByteBuf rest = pending;
    pending = Unpooled.EMPTY_BUFFER;
    return rest;
  }

  /** Is in a set for as long as it has its channel: until that closes, or is a session's. */
  void stayIn(Set<MemberConnection> all) {
    all.add(this);
    this.all = all;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (all != null) all.remove(this);
  }

  /** The channel, connected. */
  public Channel channel() {
    Channel connected = channel;
    if (connected == null) throw new IllegalStateException("not connected");
    return connected;
  }

  boolean isOpen() {
    return state != State.CLOSED && channel().isActive();
  }

  void close() {
    if (state == State.CLOSED) return;
    state = State.CLOSED;
    releasePending();
    if (channel != null) channel.close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (state == State.CLOSED) {
      in.release();
      return;
    }
    pending = pending.isReadable() ? merge(ctx, in) : replace(in);
    if (state == State.IDLE) {
      // A member that speaks unasked cannot be trusted with the next request.
      pool.remove(this);
      close();
      return;
    }
    answering = true;
    try {
      process();
    } catch (MessageException e) {
      fail(Failure.BAD_RESPONSE, e.getMessage() == null ? "" : e.getMessage());
    }
    if (!pending.isReadable()) releasePending();
  }

  private ByteBuf merge(ChannelHandlerContext ctx, ByteBuf in) {
    return ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), pending, in);
  }

  private ByteBuf replace(ByteBuf in) {
    pending.release();
    return in;
  }

  private void process() throws MessageException {
    while (handler != null && pending.isReadable()) {
      if (state == State.HEAD) {
        ResponseHead head = heads.read(pending, toHead);
        if (head == null) return;
        headCame(head);
      } else if (state == State.BODY) {
        ByteBuf content = body.next(pending);
        if (content != null) {
          handler.onContent(content);
        } else if (!body.done()) {
          return;
        }
        if (state == State.BODY && body.done()) responseEnd();
      } else {
        return;
      }
    }
  }

  private void headCame(ResponseHead head) {
    ResponseHandler to = handler;
    if (to == null) return;
    if (head.interim() || head.status() == 101) {
      to.onHead(head);
      return;
    }
    keepAlive = head.keepAlive();
    body.start(head.framing());
    state = State.BODY;
    to.onHead(head);
    if (state == State.BODY && body.done()) responseEnd();
  }

  private void responseEnd() {
    ResponseHandler to = handler;
    handler = null;
    served++;
    boolean reusable = keepAlive && requestDone && !pending.isReadable();
    // Before the handler hears of the end, so that its next request finds the connection.
    if (reusable) {
      state = State.IDLE;
      read(true);
      pool.add(this);
    } else {
      close();
    }
    if (to != null) to.onEnd(body.trailers());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (handler != null) handler.onReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (handler != null) handler.onWritabilityChanged(ctx.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (state == State.IDLE) pool.remove(this);
    if (state == State.BODY && body.endsWithConnection() && endedInOrder(ctx)) {
      responseEnd();
    } else {
      fail(Failure.MEMBER_CLOSED, lastError);
    }
    close();
  }

  /**
   * RFC 9112 8: a reset, or over TLS a missing close_notify, means that something may be missing.
   */
  private boolean endedInOrder(ChannelHandlerContext ctx) {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    return !broken && (tls == null || tls.sslCloseFuture().isSuccess());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (state == State.IDLE) pool.remove(this);
    broken = true;
    lastError = String.valueOf(cause.getMessage());
    if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
      fail(Failure.MEMBER_TLS, lastError);
    } else if (!(cause instanceof IOException)) {
      fail(Failure.INTERNAL, cause.toString());
    }
    // An I/O error is not the end yet: when a write failed, an early answer may lie in the socket,
    // and when a read failed, channelInactive follows.
  }

  /** Closes the connection; whoever waits for an answer hears why. A tunnel's is left alone. */
  void fail(Failure failure, String detail) {
    if (state == State.DETACHED) return;
    ResponseHandler to = handler;
    handler = null;
    close();
    if (to != null) to.onFailure(failure, detail);
  }

  private void releasePending() {
    pending.release();
    pending = Unpooled.EMPTY_BUFFER;
  }
}
