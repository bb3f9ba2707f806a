package dev.poort.http;

import dev.poort.backend.DedicatedConnections;
import dev.poort.http2.HeaderBlock;
import dev.poort.http2.Http2Codec;
import dev.poort.http2.StreamEvents;
import dev.poort.message.Fields;
import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.telemetry.Failure;
import dev.poort.transport.Deadline;
import dev.poort.websocket.Carrier;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a client's connection: one request and its answer (RFC 9113 8.1). What of the body
 * the member does not take yet waits here; the client's window bounds it.
 *
 * <pre>
 *  EXCHANGE ─ answered ─▶ FINISHING ─ all written ─▶ closed
 *     ├ agreed to a WebSocket ─▶ its carrier's ──────┤
 *     └ broke off: RST_STREAM ───────────────────────┘
 * </pre>
 */
final class Http2ClientStream implements ClientStream, StreamEvents {
  /** How long a client may go on sending what is no longer read, once it has its answer. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final Http2ClientConnection connection;
  private final Http2Codec codec;
  private final Http2Stream stream;
  private final Http2Response response;
  private final StreamDeadline deadline;
  private final ArrayDeque<ByteBuf> pending = new ArrayDeque<>(0);
  private @Nullable Exchange exchange;
  private @Nullable StreamCarrier carrier;
  private @Nullable Fields trailers;
  private boolean ended;
  private boolean endTold;
  private boolean violated;
  private boolean answered;
  private boolean closed;
  private boolean taking;

  /** Whether what comes is not the request's, but for the session that it asks for. */
  private boolean handshake;

  /**
   * @param ended whether the request has no body
   */
  Http2ClientStream(Http2ClientConnection connection, Http2Stream stream, boolean ended) {
    this.connection = connection;
    this.codec = connection.codec();
    this.stream = stream;
    this.ended = ended;
    this.endTold = ended;
    this.response = new Http2Response(codec, stream);
    this.deadline = connection.deadlineFor(this);
  }

  /** Serves the request. */
  void begin(RequestHead head) {
    Exchange begun = new Exchange(this, live(), head);
    exchange = begun;
    begun.start();
  }

  /** Serves the handshake that an extended CONNECT stands for (RFC 8441 5). */
  void beginHandshake(RequestHead head) {
    handshake = true;
    begin(head);
  }

  @Override
  public Front front() {
    return connection.front();
  }

  @Override
  public Live live() {
    return connection.live();
  }

  @Override
  public EventLoop loop() {
    return connection.loop();
  }

  @Override
  public int loopIndex() {
    return connection.loopIndex();
  }

  @Override
  public ByteBufAllocator alloc() {
    return connection.channel().alloc();
  }

  @Override
  public DedicatedConnections dedicated() {
    return connection.dedicated();
  }

  @Override
  public Deadline deadline() {
    return deadline.timer();
  }

  @Override
  public ClientFacts facts() {
    return connection.facts();
  }

  @Override
  public Http2Response response(RequestHead request) {
    return response;
  }

  /** The answer to a head that is not served. */
  Http2Response response() {
    return response;
  }

  @Override
  public boolean requestRead() {
    return handshake || (ended && pending.isEmpty());
  }

  @Override
  public @Nullable Fields requestTrailers() {
    return trailers;
  }

  @Override
  public boolean isWritable() {
    return codec.isWritable(stream);
  }

  @Override
  public boolean keepsAlive() {
    return true;
  }

  @Override
  public void onHeaders(Http2Headers headers, boolean ends) {
    if (exchange == null) return;
    if (handshake) {
      // RFC 9113 8.5: nothing but DATA follows a CONNECT.
      refuse(Failure.BAD_HANDSHAKE, "a header block after an extended CONNECT");
      return;
    }
    try {
      trailers = HeaderBlock.trailers(headers, 400);
      ended = true;
      take();
    } catch (MessageException e) {
      refuse(Refusal.of(e), e.getMessage());
    }
  }

  @Override
  public int onData(ByteBuf data, boolean ends) {
    int length = data.readableBytes();
    Exchange current = exchange;
    if (current == null) return length;
    if (ends) ended = true;
    boolean waits = handshake || taking || !pending.isEmpty() || !current.wantsContent();
    if (waits) {
      if (length > 0) pending.add(data.retain());
    } else if (length > 0) {
      current.requestContent(data.retain());
      connection.flushLater(this);
    }
    if (exchange == current) tellEnd(current);
    return waits ? 0 : length;
  }

  @Override
  public void resume() {
    take();
    flushRequest();
  }

  /** Gives the exchange what waits, as far as it can be served now. */
  private void take() {
    if (taking || handshake) return;
    taking = true;
    try {
      Exchange current = exchange;
      while (current != null && exchange == current && current.wantsContent()) {
        ByteBuf next = pending.poll();
        if (next == null) break;
        int length = next.readableBytes();
        current.requestContent(next);
        codec.used(stream, length);
      }
      if (current != null && exchange == current) tellEnd(current);
    } finally {
      taking = false;
    }
  }

  /** Once; a member that is tried later asks by itself. */
  private void tellEnd(Exchange current) {
    if (handshake || endTold || !requestRead()) return;
    endTold = true;
    current.requestEnd();
  }

  /** Sends what of the request's body, or of the session's octets, has been taken. */
  void flushRequest() {
    if (exchange != null) exchange.flushRequest();
    else if (carrier != null) carrier.readComplete();
  }

  @Override
  public Carrier detach() {
    exchange = null;
    deadline().clear();
    StreamCarrier own = new StreamCarrier(this, codec, stream);
    carrier = own;
    codec.attach(stream, own);
    own.readAhead(pending, ended);
    return own;
  }

  Http2ClientConnection connection() {
    return connection;
  }

  /** The connection broke, and with it the session that the stream carries. */
  void connectionBroke(Throwable cause) {
    if (carrier != null) carrier.broke(cause);
  }

  @Override
  public void onWritabilityChanged() {
    if (exchange != null) exchange.clientWritable(isWritable());
  }

  @Override
  public boolean onReset(long errorCode) {
    if (exchange != null) exchange.clientLeft();
    return true;
  }

  /** The codec resets the stream, with the code that says why. */
  @Override
  public void onViolation(String what) {
    violated = true;
    if (exchange != null) exchange.endedBy(Failure.BAD_REQUEST);
  }

  /** Ends it as what it was, once its answer is written. */
  void resetMalformed() {
    codec.flushNow();
    codec.reset(stream, Http2Error.PROTOCOL_ERROR);
  }

  /** Answers a request that breaks the rules in its middle. */
  private void refuse(Failure failure, @Nullable String why) {
    Exchange current = exchange;
    if (current == null) return;
    current.fail(failure, why == null ? "" : why);
    resetMalformed();
  }

  /** What the exchange waits for did not come. */
  void expired() {
    if (exchange != null) {
      exchange.expired();
    } else {
      // RFC 9113 8.1: an answer before the request's end makes the rest of it needless.
      codec.reset(stream, answered ? Http2Error.NO_ERROR : Http2Error.CANCEL);
    }
  }

  /** The time to finish it is over. */
  void shutDown() {
    if (exchange != null) exchange.fail(Failure.SHUTTING_DOWN, "the time to finish it is over");
  }

  /** The rest of the answer may wait for the client's window, as long as a connection may rest. */
  @Override
  public void exchangeDone(boolean keepAlive) {
    exchange = null;
    releasePending();
    if (!closed) deadline().set(live().limits().idleTimeout());
  }

  /** The client may go on for a while with what nobody reads, as over HTTP/1. */
  @Override
  public void onLocalEnd() {
    answered = true;
    deadline().set(LINGER);
  }

  @Override
  public void cut() {
    exchange = null;
    releasePending();
    if (!violated) codec.reset(stream, Http2Error.INTERNAL_ERROR);
  }

  @Override
  public void onClosed() {
    closed = true;
    Exchange current = exchange;
    if (current != null && !response.ended()) current.clientLeft();
    releasePending();
    connection.ended(this, deadline);
  }

  private void releasePending() {
    for (ByteBuf next = pending.poll(); next != null; next = pending.poll()) {
      int length = next.readableBytes();
      next.release();
      codec.used(stream, length);
    }
  }
}
