package dev.poort.http;

import dev.poort.backend.DedicatedConnections;
import dev.poort.config.Limits;
import dev.poort.http2.ConnectionEvents;
import dev.poort.http2.HeaderBlock;
import dev.poort.http2.Http2Codec;
import dev.poort.http2.Http2Codecs;
import dev.poort.message.Http2RequestReader;
import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.telemetry.Failure;
import dev.poort.transport.Deadline;
import dev.poort.websocket.Handshake;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One client over HTTP/2: each of its streams has an {@link Exchange} of its own.
 *
 * <pre>
 *  OPEN ─ drain: GOAWAY that names no stream ─▶ its PING answered, or a bound passed:
 *    │          GOAWAY that names the last one ─▶ its streams ended ─▶ closed
 *    └ no stream for the idle time-out: GOAWAY ─▶ closed
 * </pre>
 *
 * <p>Used on its event loop alone.
 */
final class Http2ClientConnection implements ConnectionEvents, Connections.Open {
  /** How long streams that were on their way when the client was told may take to come. */
  private static final Duration LAST_STREAMS = Duration.ofSeconds(1);

  private final Front front;
  private final ListeningSocket socket;
  private final Channel channel;
  private final EventLoop loop;
  private final int loopIndex;
  private final ClientFacts facts;
  private final Limits limits;
  private final Http2Codec codec;
  private final Deadline deadline;
  private final Set<Http2ClientStream> streams = new LinkedHashSet<>();
  private final List<Http2ClientStream> unflushed = new ArrayList<>();
  private final ArrayDeque<StreamDeadline> spare = new ArrayDeque<>();
  private @Nullable DedicatedConnections dedicated;
  private boolean draining;
  private boolean lastNamed;
  private boolean closed;

  private Http2ClientConnection(
      Front front, ListeningSocket socket, Channel channel, ClientFacts facts) {
    this.front = front;
    this.socket = socket;
    this.channel = channel;
    this.loop = channel.eventLoop();
    this.loopIndex = front.transport().indexOf(loop);
    this.facts = facts;
    this.limits = socket.live().limits();
    this.codec = Http2Codecs.server(limits.head(), this, loop.ticker());
    this.deadline = new Deadline(loop, this::expired);
  }

  /** Takes a connection whose client has chosen HTTP/2. */
  static void begin(Front front, ListeningSocket socket, Channel channel, ClientFacts facts) {
    var connection = new Http2ClientConnection(front, socket, channel, facts);
    // The end of what a client sends is the end of its connection: RFC 9113 5.4.1.
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    channel.pipeline().addLast(connection.codec);
    front.connections().add(connection.loop, connection);
    connection.deadline.set(connection.limits.idleTimeout());
    // Its port may have gone, or changed its protocol, while it was being taken.
    if (!socket.takes(facts.secure())) connection.drain();
  }

  Front front() {
    return front;
  }

  Channel channel() {
    return channel;
  }

  EventLoop loop() {
    return loop;
  }

  int loopIndex() {
    return loopIndex;
  }

  ClientFacts facts() {
    return facts;
  }

  /** The client's own connections to members. */
  DedicatedConnections dedicated() {
    DedicatedConnections own = dedicated;
    if (own == null) {
      own = new DedicatedConnections(loop, loopIndex);
      dedicated = own;
    }
    return own;
  }

  /** What its port serves now. */
  Live live() {
    return socket.live();
  }

  Http2Codec codec() {
    return codec;
  }

  @Override
  public void onRequest(Http2Stream stream, Http2Headers headers, boolean ends) {
    var reader = new Http2RequestReader(limits.head(), limits.url());
    Http2ClientStream client = open(stream, ends);
    try {
      HeaderBlock.into(reader, headers);
      RequestHead head = reader.head(ends);
      String protocol = reader.protocol();
      if (protocol == null) {
        client.begin(head);
      } else if (Handshake.isProtocol(protocol)) {
        client.beginHandshake(Handshake.of(head));
      } else {
        refuse(client, Failure.CONNECT_PROTOCOL, ":protocol is " + protocol, unread(reader));
      }
    } catch (MessageException e) {
      refuse(client, Refusal.of(e), String.valueOf(e.getMessage()), unread(reader));
      // A request that breaks the rules is a stream error (RFC 9113 8.1.1); one over a limit is
      // not.
      if (e.status() == 400) client.resetMalformed();
    }
  }

  private static UnreadHead unread(Http2RequestReader reader) {
    return new UnreadHead(reader.method(), reader.target(), reader.size());
  }

  private Http2ClientStream open(Http2Stream stream, boolean ends) {
    deadline.clear();
    var client = new Http2ClientStream(this, stream, ends);
    streams.add(client);
    codec.attach(stream, client);
    return client;
  }

  @Override
  public void onHeadTooLarge(Http2Stream stream) {
    refuse(open(stream, true), Failure.HEAD_TOO_LARGE, "", new UnreadHead("", "", 0));
    // The codec resets the stream next.
    codec.flushNow();
  }

  private void refuse(Http2ClientStream client, Failure failure, String detail, UnreadHead head) {
    String traceId = TraceId.next();
    Http2Response response = client.response();
    OwnAnswer answer = new OwnAnswer(response, channel.alloc(), traceId, false, true);
    answer.refuse(failure, live().pages(null), null);
    ExchangeLog.writeUnread(client, response, failure, detail, traceId, head);
    client.exchangeDone(true);
  }

  StreamDeadline deadlineFor(Http2ClientStream stream) {
    StreamDeadline lent = spare.isEmpty() ? new StreamDeadline(loop) : spare.pop();
    lent.lend(stream);
    return lent;
  }

  /** A stream is no more. */
  void ended(Http2ClientStream stream, StreamDeadline lent) {
    streams.remove(stream);
    lent.takeBack();
    if (closed) {
      lent.timer().cancel();
    } else {
      spare.push(lent);
    }
  }

  /** What a stream has got of its body goes to its member when all that came is read. */
  void flushLater(Http2ClientStream stream) {
    unflushed.add(stream);
  }

  @Override
  public void onReadComplete() {
    if (unflushed.isEmpty()) return;
    for (Http2ClientStream stream : unflushed) stream.flushRequest();
    unflushed.clear();
  }

  @Override
  public void onStreamClosed() {
    if (closed || !streams.isEmpty()) return;
    if (lastNamed) {
      closeWhenWritten();
    } else {
      deadline.set(draining ? LAST_STREAMS : limits.idleTimeout());
    }
  }

  @Override
  public void onSettings(Http2Settings settings) {}

  /** The client takes the answers to what it has sent, and closes when it likes. */
  @Override
  public void onGoAway(int lastStream, long errorCode) {}

  @Override
  public void onPingAck() {
    if (draining) nameLast();
  }

  private void expired() {
    if (draining) {
      nameLast();
    } else if (streams.isEmpty()) {
      goAway("idle");
    }
  }

  @Override
  public boolean cameBy(ListeningSocket by) {
    return socket.equals(by);
  }

  /** RFC 9113 6.8: what the client sends before it hears of it is still served. */
  @Override
  public void drain() {
    if (draining || closed) return;
    draining = true;
    codec.goAway(Integer.MAX_VALUE, Http2Error.NO_ERROR, "");
    codec.ping(0);
    deadline.set(LAST_STREAMS);
  }

  private void nameLast() {
    if (lastNamed) return;
    goAway("");
  }

  private void goAway(String why) {
    draining = true;
    lastNamed = true;
    codec.goAway(codec.lastStream(), Http2Error.NO_ERROR, why);
    if (streams.isEmpty()) closeWhenWritten();
  }

  private void closeWhenWritten() {
    deadline.clear();
    codec.closeWhenWritten();
  }

  @Override
  public void shutDown() {
    List.copyOf(streams).forEach(Http2ClientStream::shutDown);
    codec.goAway(codec.lastStream(), Http2Error.NO_ERROR, "");
    codec.closeWhenWritten();
  }

  @Override
  public void onBroken(Throwable cause) {
    List.copyOf(streams).forEach(stream -> stream.connectionBroke(cause));
  }

  @Override
  public void onClosed() {
    closed = true;
    front.connections().remove(loop, this);
    deadline.cancel();
    if (dedicated != null) dedicated.close();
    spare.forEach(each -> each.timer().cancel());
    spare.clear();
  }
}
