package dev.poort.backend;

import dev.poort.http2.HeaderBlock;
import dev.poort.http2.Http2Codec;
import dev.poort.http2.StreamEvents;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.Http2Fields;
import dev.poort.message.Http2ResponseReader;
import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.telemetry.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One request to a member and its answer on a stream of a shared connection (RFC 9113 8.1). While
 * the client does not take the answer it waits here; the member's window bounds it.
 */
final class Http2MemberStream implements MemberStream, StreamEvents {
  private static final AsciiString HTTP = AsciiString.cached("http");
  private static final AsciiString HTTPS = AsciiString.cached("https");

  private final Http2MemberConnection connection;
  private final Http2Codec codec;
  private final ArrayDeque<ByteBuf> pending = new ArrayDeque<>(0);
  private final boolean stale;
  private @Nullable Http2Stream stream;
  private @Nullable ResponseHandler handler;
  private @Nullable ByteBuf held;
  private @Nullable Fields trailers;
  private boolean toHead;
  private boolean bodyless;
  private boolean requestEnded;
  private boolean answering;
  private boolean headCame;
  private boolean ended;
  private boolean reading = true;
  private boolean delivering;
  private boolean unprocessed;

  Http2MemberStream(Http2MemberConnection connection) {
    this.connection = connection;
    this.codec = connection.codec();
    this.stale = connection.served() > 0;
  }

  @Override
  public void begin(ResponseHandler handler, RequestHead request) {
    this.handler = handler;
    toHead = request.method().equals("HEAD");
    Http2Stream begun = codec.open(this);
    stream = begun;
    if (begun == null) {
      // Whoever begins it is not to hear of its end before it has begun.
      unprocessed = true;
      connection.loop().execute(() -> fail(Failure.MEMBER_CLOSED, "takes no more streams"));
      return;
    }
    requestEnded = request.framing().kind() == Framing.Kind.NONE;
    codec.headers(begun, head(request), requestEnded);
  }

  private Http2Headers head(RequestHead request) {
    return ReadOnlyHttp2Headers.clientHeaders(
        false,
        new AsciiString(request.method()),
        new AsciiString(request.target()),
        codec.secure() ? HTTPS : HTTP,
        new AsciiString(request.host()),
        Http2Fields.written(request.fields()));
  }

  @Override
  public void content(ByteBuf piece) {
    writeHeld(false);
    held = piece;
  }

  @Override
  public void end(@Nullable Fields trailers) {
    Http2Stream to = stream;
    if (to == null || requestEnded) return;
    requestEnded = true;
    if (trailers != null) {
      writeHeld(false);
      codec.headers(to, ReadOnlyHttp2Headers.trailers(false, Http2Fields.written(trailers)), true);
    } else if (held != null) {
      writeHeld(true);
    } else {
      codec.data(to, Unpooled.EMPTY_BUFFER, true);
    }
  }

  private void writeHeld(boolean ends) {
    ByteBuf piece = held;
    held = null;
    if (piece == null) return;
    if (stream == null) {
      piece.release();
    } else {
      codec.data(stream, piece, ends);
    }
  }

  @Override
  public void flush() {
    writeHeld(false);
    codec.flush();
  }

  @Override
  public boolean isWritable() {
    return stream != null && codec.isWritable(stream);
  }

  @Override
  public void read(boolean on) {
    reading = on;
    if (on) deliver();
  }

  /** The connection had served before, and nothing of the present answer has come. */
  @Override
  public boolean stale() {
    return stale && !answering;
  }

  @Override
  public boolean unprocessed() {
    return unprocessed;
  }

  @Override
  public int localPort() {
    return codec.localPort();
  }

  @Override
  public void giveBack() {
    connection.ended(this, false);
  }

  @Override
  public void abort() {
    boolean unanswered = handler != null && !answering;
    handler = null;
    release();
    if (stream != null) codec.reset(stream, Http2Error.CANCEL);
    connection.ended(this, false);
    if (unanswered) connection.suspect();
  }

  @Override
  public void onHeaders(Http2Headers headers, boolean ends) {
    ResponseHandler to = handler;
    if (to == null) return;
    answering = true;
    try {
      if (headCame) {
        trailers = HeaderBlock.trailers(headers, 502);
        ended = true;
        deliver();
      } else {
        head(headers, ends, to);
      }
    } catch (MessageException e) {
      broken(String.valueOf(e.getMessage()));
    }
    connection.touched(this);
  }

  private void head(Http2Headers headers, boolean ends, ResponseHandler to)
      throws MessageException {
    var reader = new Http2ResponseReader();
    HeaderBlock.into(reader, headers);
    String reason = HttpResponseStatus.valueOf(reader.status()).reasonPhrase();
    ResponseHead head = reader.head(ends, toHead, reason);
    headCame = !head.interim();
    ended = ends;
    bodyless = head.framing().kind() == Framing.Kind.NONE;
    to.onHead(head);
    if (ends) deliver();
  }

  @Override
  public int onData(ByteBuf data, boolean ends) {
    int length = data.readableBytes();
    if (handler == null) return length;
    if (!headCame) {
      broken("content before the head");
      return length;
    }
    ended = ends;
    boolean wanted = length > 0 && !bodyless;
    if (wanted) pending.add(data.retain());
    deliver();
    connection.touched(this);
    return wanted ? 0 : length;
  }

  /** Gives the handler what waits, as far as it takes it now. */
  private void deliver() {
    if (delivering) return;
    delivering = true;
    try {
      while (reading && handler != null) {
        ByteBuf next = pending.poll();
        if (next == null) break;
        int length = next.readableBytes();
        handler.onContent(next);
        used(length);
      }
    } finally {
      delivering = false;
    }
    if (ended && pending.isEmpty() && handler != null) whole(handler);
  }

  private void whole(ResponseHandler to) {
    handler = null;
    // An answer before the request's end makes the rest of the request needless.
    if (!requestEnded && stream != null) codec.reset(stream, Http2Error.CANCEL);
    release();
    // Before the handler hears of the end, so that its next request finds the place.
    connection.ended(this, true);
    to.onEnd(trailers);
  }

  void readComplete() {
    if (handler != null) handler.onReadComplete();
  }

  @Override
  public void onWritabilityChanged() {
    if (handler != null) handler.onWritabilityChanged(isWritable());
  }

  @Override
  public boolean onReset(long errorCode) {
    unprocessed = errorCode == Http2Error.REFUSED_STREAM.code();
    if (!ended) fail(Failure.MEMBER_CLOSED, "reset the stream (" + name(errorCode) + ")");
    return true;
  }

  private static String name(long errorCode) {
    Http2Error known = Http2Error.valueOf(errorCode);
    return known == null ? Long.toString(errorCode) : known.name();
  }

  /** The member will not serve what came after that stream (RFC 9113 6.8). */
  void goneAway(int lastStream) {
    Http2Stream own = stream;
    if (own == null || own.id() <= lastStream) return;
    unprocessed = true;
    fail(Failure.MEMBER_CLOSED, "is going away");
  }

  @Override
  public void onViolation(String what) {
    fail(Failure.BAD_RESPONSE, what);
  }

  private void broken(String what) {
    if (stream != null) codec.reset(stream, Http2Error.PROTOCOL_ERROR);
    fail(Failure.BAD_RESPONSE, what);
  }

  @Override
  public void onLocalEnd() {}

  /** What has come whole may still wait for the client. */
  @Override
  public void onClosed() {
    if (!ended) connectionLost();
  }

  void connectionLost() {
    if (!ended) {
      fail(Failure.MEMBER_CLOSED, "closed the connection before its answer was whole");
    }
  }

  void memberRemoved() {
    Http2Stream own = stream;
    fail(Failure.MEMBER_REMOVED, "the member was removed and its drain time is over");
    if (own != null) codec.reset(own, Http2Error.CANCEL);
  }

  private void fail(Failure failure, String detail) {
    ResponseHandler to = handler;
    handler = null;
    release();
    connection.ended(this, false);
    if (to != null) to.onFailure(failure, detail);
  }

  private void release() {
    if (held != null) held.release();
    held = null;
    for (ByteBuf next = pending.poll(); next != null; next = pending.poll()) {
      int length = next.readableBytes();
      next.release();
      used(length);
    }
  }

  private void used(int length) {
    if (stream != null) codec.used(stream, length);
  }
}
