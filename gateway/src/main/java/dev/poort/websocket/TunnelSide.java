package dev.poort.websocket;

import dev.poort.telemetry.SessionEnd;
import dev.poort.transport.Closing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of a tunnel: reads its channel and writes to the other side's. Octets go through as they
 * are; {@link FrameFollower} watches them go by.
 */
final class TunnelSide extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(TunnelSide.class);

  private final Tunnel tunnel;
  private final Channel channel;
  private final boolean toServer;

  /** Follows what comes in from this side's channel. */
  private final FrameFollower incoming = new FrameFollower();

  /** What looks at frames before they pass; null where nothing does. */
  private @Nullable FrameGate gate;

  private long bytes;
  private boolean inputEnded;
  private boolean closeSent;

  /**
   * @param toServer whether the peer on this side is the WebSocket's server
   */
  TunnelSide(Tunnel tunnel, Channel channel, boolean toServer) {
    this.tunnel = tunnel;
    this.channel = channel;
    this.toServer = toServer;
  }

  /** Has what comes in from this side looked at frame by frame. */
  void inspect(FrameGate gate) {
    this.gate = gate;
  }

  /** Bounds what waits for this side's peer before the other side is not read any more. */
  void keepAtMost(int octets) {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(octets / 2, octets));
  }

  Channel channel() {
    return channel;
  }

  boolean isServer() {
    return toServer;
  }

  long bytes() {
    return bytes;
  }

  FrameFollower incoming() {
    return incoming;
  }

  boolean inputEnded() {
    return inputEnded;
  }

  /** Whether nothing more of interest comes from this side once the gateway has begun to close. */
  boolean finished() {
    return inputEnded || (closeSent && incoming.closed());
  }

  boolean closeSent() {
    return closeSent;
  }

  /** Whether this side can end one direction and go on with the other. */
  boolean halfCloses() {
    return channel.pipeline().get(SslHandler.class) == null;
  }

  /** Takes the channel over. */
  void attach() {
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, halfCloses());
    channel.pipeline().addLast(this);
  }

  /** Begins to read, first what the channel's former handler had read ahead; takes that over. */
  void begin(ByteBuf readAhead) {
    if (readAhead.isReadable()) {
      ChannelHandlerContext ctx = channel.pipeline().context(this);
      channelRead(ctx, readAhead);
      channelReadComplete(ctx);
    } else {
      readAhead.release();
    }
    updateReading();
    // Who left during the handshake is not heard of again.
    if (!channel.isActive()) {
      channelInactive();
    } else if (channel instanceof DuplexChannel duplex && duplex.isInputShutdown()) {
      endOfInput();
    }
  }

  private TunnelSide other() {
    return tunnel.other(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    bytes += in.readableBytes();
    switch (tunnel.state()) {
      case OPEN -> relay(in);
      case CLOSING -> relayRestOfFrame(in);
      case LEAVING -> relayLastWords(in);
      case ENDING, ENDED -> in.release();
    }
  }

  private void relay(ByteBuf in) {
    if (gate != null) {
      gate.pass(in);
      return;
    }
    boolean closedBefore = incoming.closed();
    incoming.follow(in);
    if (incoming.closed() && !closedBefore) tunnel.closeSeen(this);
    other().write(in);
  }

  /** The gateway is closing: the frame under way still goes through, then its own Close frame. */
  private void relayRestOfFrame(ByteBuf read) {
    ByteBuf in = gate == null ? read : gate.joined(read);
    try {
      if (!other().closeSent) {
        int end = incoming.followToBoundary(in);
        int length = (end < 0 ? in.writerIndex() : end) - in.readerIndex();
        other().write(in.readRetainedSlice(length));
        if (end >= 0) tunnel.frameEnded(this);
      }
      incoming.follow(in);
    } finally {
      in.release();
    }
    tunnel.finishIfDone();
  }

  /** The other side sends no more, but may still read. */
  private void relayLastWords(ByteBuf in) {
    if (other().channel.isActive()) relay(in);
    else in.release();
    tunnel.finishIfDone();
  }

  void write(ByteBuf out) {
    channel.write(out, channel.voidPromise());
  }

  /** Writes the gateway's own Close frame after all that went before. */
  void writeClose(CloseNotice why) {
    closeSent = true;
    channel.writeAndFlush(closeFrame(why), channel.voidPromise());
  }

  /** The gateway's own Close frame, as the peer on this side must get it. */
  ByteBuf closeFrame(CloseNotice why) {
    int code = toServer ? why.toMember() : why.toClient();
    return CloseFrame.of(channel.alloc(), code, why.reason(), toServer);
  }

  /** The peer has its Close frame or is on the way to get it; none of the gateway's follows. */
  void closeAlreadySent() {
    closeSent = true;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (gate == null || gate.traffic()) tunnel.touch();
    other().channel.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    tunnel.touch();
    other().updateReading();
    if (gate != null) gate.writabilityChanged();
  }

  /** Back-pressure: while the other side's peer does not read, this side is not read either. */
  void updateReading() {
    boolean passesOn =
        switch (tunnel.state()) {
          case OPEN -> true;
          case CLOSING -> !other().closeSent;
          case LEAVING -> other().channel.isActive();
          case ENDING, ENDED -> false;
        };
    // What is not passed on is dropped, and the answer to the gateway's Close frame must come in.
    channel.config().setAutoRead(!passesOn || other().channel.isWritable());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) endOfInput();
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    channelInactive();
  }

  void channelInactive() {
    endOfInput();
    tunnel.lost(this);
  }

  private void endOfInput() {
    if (inputEnded) return;
    inputEnded = true;
    tunnel.inputEnded(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
      broken(SessionEnd.TLS_ERROR);
    } else if (cause instanceof IOException) {
      broken(SessionEnd.CONNECTION_RESET);
    } else {
      LOG.warn("a session is ended", cause);
      tunnel.failed(this);
    }
  }

  private void broken(SessionEnd why) {
    inputEnded = true;
    tunnel.broken(this, why);
  }

  /** Ends this side's outgoing direction once all before it is written. */
  void shutdownOutput() {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            _ -> {
              if (channel instanceof DuplexChannel duplex && channel.isActive()) {
                duplex.shutdownOutput();
              }
            });
  }

  /** Closes once all that was written has gone out. */
  void closeAfterFlush() {
    channel.config().setAutoRead(true);
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Passes a reset on: what is not written yet is lost, and the peer learns that it is. */
  void reset() {
    Closing.reset(channel);
  }
}
