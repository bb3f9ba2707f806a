package dev.poort.backend;

import dev.poort.http2.ConnectionEvents;
import dev.poort.http2.Http2Codec;
import dev.poort.http2.Http2Codecs;
import dev.poort.transport.Deadline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One connection to a member over HTTP/2, shared by many requests.
 *
 * <pre>
 *  OPEN ─ GOAWAY came, or its pool closed ─▶ LEAVING ─ last stream ended ─▶ closed
 *    ├ no stream for a while: GOAWAY ─▶ closed
 *    └ a request got no answer: PING ─ not answered in time ─▶ closed
 * </pre>
 *
 * <p>Used on its event loop alone.
 */
final class Http2MemberConnection implements ConnectionEvents {
  private static final Duration MAX_IDLE = Duration.ofSeconds(60);

  /** How long a member may take to answer a PING. */
  private static final Duration PING_BOUND = Duration.ofSeconds(5);

  /** RFC 9113 5.1.2: what is counted on where the member sets no bound. */
  private static final int UNBOUNDED = 1000;

  private static final int BEFORE_SETTINGS = 100;

  private final Http2Pool pool;
  private final Http2Codec codec;
  private final Deadline deadline;
  private final Set<Http2MemberStream> streams = new LinkedHashSet<>();
  private final List<Http2MemberStream> touched = new ArrayList<>();
  private int maxStreams = BEFORE_SETTINGS;
  private int served;
  private boolean leaving;
  private boolean pinged;
  private boolean closed;

  Http2MemberConnection(Http2Pool pool) {
    this.pool = pool;
    EventLoop loop = pool.loop();
    this.codec = Http2Codecs.client(this, loop.ticker());
    this.deadline = new Deadline(loop, this::expired);
  }

  Http2Codec codec() {
    return codec;
  }

  EventLoop loop() {
    return pool.loop();
  }

  /** How many requests it has served to their end. */
  int served() {
    return served;
  }

  /** Whether another request may go out on it now. */
  boolean takesMore() {
    return !leaving && !closed && streams.size() < maxStreams;
  }

  Http2MemberStream newStream() {
    Http2MemberStream stream = new Http2MemberStream(this);
    streams.add(stream);
    if (!pinged) deadline.clear();
    return stream;
  }

  /** A request is over, or was never begun. */
  void ended(Http2MemberStream stream, boolean whole) {
    if (!streams.remove(stream)) return;
    if (whole) served++;
    rest();
  }

  /** Without a request it may rest for a while. */
  void rest() {
    if (closed || !streams.isEmpty()) return;
    if (leaving) {
      codec.closeWhenWritten();
    } else if (!pinged) {
      deadline.set(MAX_IDLE);
    }
  }

  /** A request got no answer: is anybody there? */
  void suspect() {
    if (closed || pinged) return;
    pinged = true;
    codec.ping(served);
    deadline.set(PING_BOUND);
  }

  @Override
  public void onPingAck() {
    pinged = false;
    deadline.clear();
    rest();
  }

  private void expired() {
    if (pinged) {
      codec.close();
    } else if (streams.isEmpty()) {
      retire();
    }
  }

  /** Takes no more requests, and closes after the last one. */
  void retire() {
    if (closed) return;
    leave();
    codec.goAway(codec.lastStream(), Http2Error.NO_ERROR, "");
    rest();
  }

  /** Breaks off what it still serves. */
  void end() {
    for (Http2MemberStream stream : List.copyOf(streams)) stream.memberRemoved();
    retire();
  }

  private void leave() {
    leaving = true;
    pool.leaves(this);
  }

  /** What came on a stream is told to be whole when the socket is read. */
  void touched(Http2MemberStream stream) {
    touched.add(stream);
  }

  @Override
  public void onReadComplete() {
    if (touched.isEmpty()) return;
    for (Http2MemberStream stream : touched) stream.readComplete();
    touched.clear();
  }

  @Override
  public void onSettings(Http2Settings settings) {
    Long allowed = settings.maxConcurrentStreams();
    if (allowed != null) {
      maxStreams = (int) Math.min(allowed, UNBOUNDED);
    } else if (maxStreams == BEFORE_SETTINGS) {
      maxStreams = UNBOUNDED;
    }
  }

  @Override
  public void onGoAway(int lastStream, long errorCode) {
    leave();
    for (Http2MemberStream stream : List.copyOf(streams)) stream.goneAway(lastStream);
    loop().execute(this::rest);
  }

  /** Members begin no streams; the codec refuses them. */
  @Override
  public void onRequest(Http2Stream stream, Http2Headers headers, boolean ends) {}

  /** Only a server is told. */
  @Override
  public void onHeadTooLarge(Http2Stream stream) {}

  @Override
  public void onStreamClosed() {}

  /** Its streams are told that it is no more. */
  @Override
  public void onBroken(Throwable cause) {}

  @Override
  public void onClosed() {
    closed = true;
    leave();
    pool.remove(this);
    deadline.cancel();
    for (Http2MemberStream stream : List.copyOf(streams)) stream.connectionLost();
  }
}
