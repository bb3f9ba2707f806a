package dev.poort.http;

import dev.poort.transport.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which version of HTTP a client speaks, and makes place for what serves it: over TLS by
 * ALPN (RFC 9113 3.2), in clear text by its first octets (RFC 9113 3.3).
 */
final class ProtocolChoice extends ChannelInboundHandlerAdapter implements Connections.Open {
  private static final Logger LOG = LoggerFactory.getLogger(ProtocolChoice.class);

  /** How a client of HTTP/2 begins; no method of HTTP/1 does (RFC 9113 3.4). */
  private static final byte[] PREFACE = "PRI * HTTP/2.0".getBytes(StandardCharsets.US_ASCII);

  private final Front front;
  private final ListeningSocket socket;
  private final Channel channel;
  private final boolean secure;
  private final Deadline deadline;
  private ByteBuf pending = Unpooled.EMPTY_BUFFER;

  ProtocolChoice(Front front, ListeningSocket socket, Channel channel, boolean secure) {
    this.front = front;
    this.socket = socket;
    this.channel = channel;
    this.secure = secure;
    this.deadline = new Deadline(channel.eventLoop(), channel::close);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    front.connections().add(channel.eventLoop(), this);
    deadline.set(socket.live().limits().idleTimeout());
    if (!socket.takes(secure)) drain();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    front.connections().remove(channel.eventLoop(), this);
    deadline.cancel();
    pending.release();
    pending = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
      SslHandler tls = ctx.pipeline().get(SslHandler.class);
      choose(ctx, ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol()));
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    pending = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), pending, in);
    int length = Math.min(pending.readableBytes(), PREFACE.length);
    for (int i = 0; i < length; i++) {
      if (pending.getByte(pending.readerIndex() + i) != PREFACE[i]) {
        choose(ctx, false);
        return;
      }
    }
    if (length == PREFACE.length) choose(ctx, true);
  }

  private void choose(ChannelHandlerContext ctx, boolean http2) {
    if (http2) {
      ClientFacts facts = new ClientFacts(channel, secure, socket.port());
      Http2ClientConnection.begin(front, socket, channel, facts);
    } else {
      ChannelHandler connection = new ClientConnection(front, socket, channel, secure, false);
      ctx.pipeline().addLast(connection);
    }
    ByteBuf first = pending;
    pending = Unpooled.EMPTY_BUFFER;
    if (first.isReadable()) {
      ctx.fireChannelRead(first);
    } else {
      first.release();
    }
    ctx.pipeline().remove(this);
  }

  @Override
  public boolean cameBy(ListeningSocket by) {
    return socket.equals(by);
  }

  /** It has asked for nothing yet. */
  @Override
  public void drain() {
    channel.close();
  }

  @Override
  public void shutDown() {
    channel.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    boolean theirs = cause instanceof IOException || cause instanceof DecoderException;
    if (!theirs) LOG.warn("a client's connection is closed", cause);
    channel.close();
  }
}
