package dev.poort.websocket;

import dev.poort.transport.Closing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** A TCP connection, in clear text or over TLS, that carries nothing but one session. */
public final class TcpCarrier extends ChannelInboundHandlerAdapter implements Carrier {
  private final Channel channel;
  private ByteBuf readAhead;
  private @Nullable TunnelSide side;

  /**
   * @param channel its own handlers have left it
   * @param readAhead what the peer sent after its half of the handshake; taken over
   */
  public TcpCarrier(Channel channel, ByteBuf readAhead) {
    this.channel = channel;
    this.readAhead = readAhead;
  }

  Channel channel() {
    return channel;
  }

  private TunnelSide side() {
    TunnelSide attached = side;
    if (attached == null) throw new IllegalStateException("not attached yet");
    return attached;
  }

  @Override
  public EventLoop loop() {
    return channel.eventLoop();
  }

  @Override
  public ByteBufAllocator alloc() {
    return channel.alloc();
  }

  @Override
  public void attach(TunnelSide side) {
    this.side = side;
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, halfCloses());
    channel.pipeline().addLast(this);
  }

  @Override
  public void begin() {
    ByteBuf first = readAhead;
    readAhead = Unpooled.EMPTY_BUFFER;
    if (first.isReadable()) {
      side().received(first);
      side().readComplete();
    } else {
      first.release();
    }
    side().updateReading();
    // Who left during the handshake is not heard of again.
    if (!channel.isActive()) {
      side().closed();
    } else if (channel instanceof DuplexChannel duplex && duplex.isInputShutdown()) {
      side().endOfInput();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    side().received((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    side().readComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    side().writabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) side().endOfInput();
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    side().closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    side().failed(cause);
  }

  @Override
  public boolean isOpen() {
    return channel.isActive();
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void keepAtMost(int octets) {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(octets / 2, octets));
  }

  @Override
  public void read(boolean on) {
    channel.config().setAutoRead(on);
  }

  @Override
  public void write(ByteBuf out) {
    channel.write(out, channel.voidPromise());
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void flushThen(Runnable then) {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> then.run());
  }

  /** Over TLS neither of our libraries supports a close_notify in one direction. */
  @Override
  public boolean halfCloses() {
    return channel.pipeline().get(SslHandler.class) == null;
  }

  @Override
  public void endOutput() {
    flushThen(
        () -> {
          if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
          }
        });
  }

  @Override
  public void closeWhenWritten() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void close() {
    channel.close();
  }

  @Override
  public void reset() {
    Closing.reset(channel);
  }
}
