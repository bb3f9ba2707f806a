package dev.poort.http;

import dev.poort.backend.DedicatedConnections;
import dev.poort.message.BodyReader;
import dev.poort.message.Fields;
import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.message.RequestReader;
import dev.poort.message.Version;
import dev.poort.telemetry.Failure;
import dev.poort.transport.Closing;
import dev.poort.transport.Deadline;
import dev.poort.websocket.Carrier;
import dev.poort.websocket.TcpCarrier;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client over HTTP/1: reads its requests one after another and gives each to an {@link
 * Exchange}. Requests that come before the one at work is answered wait in the socket.
 *
 * <pre>
 *  REST ─ first octet ─▶ head ─ complete ─▶ exchange ─ answered ─▶ REST
 *                                              │ 101 ─▶ the tunnel's
 *                                              └ no more to be read ─▶ LINGER ─▶ closed
 * </pre>
 *
 * <p>Used on its event loop alone.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter
    implements ClientStream, Connections.Open {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  /** How long a client may go on sending what is no longer read, once it has its answer. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final Front front;
  private final ListeningSocket socket;
  private final Channel channel;
  private final EventLoop loop;
  private final int loopIndex;
  private final boolean misplaced;
  private final Deadline deadline;
  private final BodyReader body = new BodyReader(400);
  private final RequestReader heads;
  private final ClientFacts facts;
  private ByteBuf pending = Unpooled.EMPTY_BUFFER;
  private @Nullable Exchange exchange;
  private @Nullable DedicatedConnections dedicated;
  private boolean processing;
  private boolean inHead;
  private int headStart;
  private boolean inputEnded;
  private boolean lingering;
  private boolean draining;
  private boolean detached;

  /**
   * @param secure whether the client speaks TLS
   * @param misplaced whether it should but does not: its request is refused
   */
  ClientConnection(
      Front front, ListeningSocket socket, Channel channel, boolean secure, boolean misplaced) {
    this.front = front;
    this.misplaced = misplaced;
    this.socket = socket;
    this.channel = channel;
    this.loop = channel.eventLoop();
    this.loopIndex = front.transport().indexOf(loop);
    this.deadline = new Deadline(loop, this::expired);
    this.facts = new ClientFacts(channel, secure, socket.port());
    var limits = live().limits();
    this.heads = new RequestReader(limits.head(), limits.url());
  }

  @Override
  public Front front() {
    return front;
  }

  Channel channel() {
    return channel;
  }

  @Override
  public ByteBufAllocator alloc() {
    return channel.alloc();
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public ResponseToClient response(RequestHead request) {
    return new Http1Response(channel, request.version());
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public int loopIndex() {
    return loopIndex;
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public Live live() {
    return socket.live();
  }

  @Override
  public ClientFacts facts() {
    return facts;
  }

  @Override
  public DedicatedConnections dedicated() {
    DedicatedConnections own = dedicated;
    if (own == null) {
      own = new DedicatedConnections(loop, loopIndex);
      dedicated = own;
    }
    return own;
  }

  @Override
  public boolean cameBy(ListeningSocket by) {
    return socket.equals(by);
  }

  @Override
  public boolean requestRead() {
    return body.done();
  }

  @Override
  public @Nullable Fields requestTrailers() {
    return body.trailers();
  }

  @Override
  public boolean keepsAlive() {
    return goesOn() && !front.connections().draining();
  }

  /** Whether another request may be read: the client may send one, and has its place here. */
  private boolean goesOn() {
    boolean ended = inputEnded && !pending.isReadable();
    return !ended && !draining && socket.takes(facts.secure());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    front.connections().add(loop, this);
    deadline.set(live().limits().idleTimeout());
    // Its port may have gone, or changed its protocol, while it was being taken.
    if (!misplaced && !socket.takes(facts.secure())) drain();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    front.connections().remove(loop, this);
    deadline.cancel();
    releasePending();
    if (dedicated != null) dedicated.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (lingering) {
      in.release();
      return;
    }
    if (pending.isReadable()) {
      pending = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), pending, in);
    } else {
      pending.release();
      pending = in;
    }
    take();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (exchange != null) exchange.flushRequest();
  }

  @Override
  public void resume() {
    take();
    if (exchange != null) exchange.flushRequest();
  }

  /** Takes what has come as far as it can be served now. */
  private void take() {
    if (processing) return;
    processing = true;
    try {
      while (step()) {
        // one head or one piece of a body at a time
      }
    } catch (MessageException e) {
      refuse(Refusal.of(e), e.getMessage());
    } finally {
      processing = false;
      if (!pending.isReadable()) releasePending();
    }
    if (detached) return;
    if (inputEnded && !lingering) serveRest();
    updateReading();
  }

  private boolean step() throws MessageException {
    if (lingering) return false;
    Exchange current = exchange;
    // While the client does not read its answers, its next request is not taken.
    if (current == null) return channel.isWritable() && pending.isReadable() && readHead();
    if (body.done() || !current.wantsContent()) return false;
    ByteBuf content = body.next(pending);
    if (content != null) current.requestContent(content);
    // The content may have been one too many, and the exchange refused.
    if (exchange != current) return true;
    if (body.done()) current.requestEnd();
    return content != null;
  }

  private boolean readHead() throws MessageException {
    if (draining && !inHead) return false;
    headStart = pending.readerIndex();
    RequestHead head = heads.read(pending);
    if (head == null) {
      if (!inHead && pending.isReadable()) deadline.set(live().limits().headTimeout());
      inHead = pending.isReadable();
      return false;
    }
    inHead = false;
    if (misplaced) {
      refuse(Failure.PLAIN_HTTP, "");
      return false;
    }
    body.start(head.framing());
    Exchange next = new Exchange(this, live(), head);
    exchange = next;
    next.start();
    return true;
  }

  /** Back-pressure: while there is something that cannot be passed on, nothing more is read. */
  private void updateReading() {
    boolean reads = lingering || !full();
    if (channel.config().isAutoRead() != reads) channel.config().setAutoRead(reads);
  }

  private boolean full() {
    Exchange current = exchange;
    if (current == null) return !channel.isWritable();
    return pending.isReadable() || (!body.done() && !current.wantsContent());
  }

  @Override
  public void exchangeDone(boolean keepAlive) {
    exchange = null;
    // Who was told that it goes on may have sent the next request: that one is the last, not this.
    if (keepAlive && goesOn() && body.done()) {
      deadline.set(live().limits().idleTimeout());
      channel.flush();
      take();
    } else {
      close(!body.done() || pending.isReadable());
    }
  }

  @Override
  public void cut() {
    exchange = null;
    Closing.reset(channel);
  }

  @Override
  public Carrier detach() {
    ByteBuf rest = pending;
    pending = Unpooled.EMPTY_BUFFER;
    exchange = null;
    lingering = true;
    detached = true;
    channel.pipeline().remove(this);
    return new TcpCarrier(channel, rest);
  }

  /** Answers a request that cannot be read, and reads no further. */
  private void refuse(Failure failure, @Nullable String why) {
    String detail = why == null ? "" : why;
    Exchange current = exchange;
    if (current != null) {
      current.fail(failure, detail);
    } else {
      String traceId = TraceId.next();
      ResponseToClient response = new Http1Response(channel, Version.HTTP_1_1);
      var answer = new OwnAnswer(response, channel.alloc(), traceId, false, false);
      answer.refuse(failure, live().pages(null), null);
      UnreadHead head = UnreadHead.of(pending, headStart);
      ExchangeLog.writeUnread(this, response, failure, detail, traceId, head);
      close(true);
    }
  }

  /**
   * Ends the connection after what was written has gone out.
   *
   * @param unread whether the client may be sending what nobody will read
   */
  private void close(boolean unread) {
    releasePending();
    if (lingering) return;
    lingering = true;
    // A slow client may take its time with the rest of its answer.
    deadline.set(live().limits().idleTimeout());
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> allWritten(unread));
    updateReading();
  }

  /** RFC 9112 9.6: closing at once would reset the connection, and the answer could be lost. */
  private void allWritten(boolean unread) {
    if (!unread || inputEnded || !channel.isActive()) {
      channel.close();
      return;
    }
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
    deadline.set(LINGER);
  }

  @Override
  public void drain() {
    draining = true;
    if (exchange == null && !inHead) close(false);
  }

  @Override
  public void shutDown() {
    if (exchange != null) exchange.fail(Failure.SHUTTING_DOWN, "the time to finish it is over");
    channel.close();
  }

  private void expired() {
    if (lingering) {
      channel.close();
    } else if (exchange != null) {
      exchange.expired();
    } else if (inHead) {
      refuse(Failure.REQUEST_TIMEOUT, "the head did not come in time");
    } else {
      close(false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (exchange != null) {
      exchange.clientWritable(channel.isWritable());
    } else if (channel.isWritable()) {
      take();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) inputEnded();
    ctx.fireUserEventTriggered(event);
  }

  /** The client sends no more; it may still read the answers to what it has sent. */
  private void inputEnded() {
    inputEnded = true;
    if (lingering) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      take();
    }
  }

  /** Nothing comes any more: what is not whole by now never will be. */
  private void serveRest() {
    Exchange current = exchange;
    if (current == null) {
      if (channel.isWritable()) close(false);
    } else if (!body.done() && current.wantsContent()) {
      current.clientLeft();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    lingering = true;
    if (exchange != null) exchange.clientLeft();
    releasePending();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    boolean theirs = cause instanceof IOException || cause instanceof DecoderException;
    if (!theirs) LOG.warn("a client's connection is closed", cause);
    // channelInactive tells the exchange.
    channel.close();
  }

  private void releasePending() {
    pending.release();
    pending = Unpooled.EMPTY_BUFFER;
  }
}
