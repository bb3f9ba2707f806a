package dev.poort.transport;

import dev.poort.config.TransportKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The classes of sockets that belong to one way of driving them.
 *
 * @param kind io_uring, epoll or NIO
 * @param ioHandler makes what drives a loop
 * @param server listening sockets
 * @param stream connections
 * @param datagram for questions to name servers
 */
public record SocketKind(
    TransportKind kind,
    IoHandlerFactory ioHandler,
    Class<? extends ServerChannel> server,
    Class<? extends Channel> stream,
    Class<? extends DatagramChannel> datagram) {

  private static final short BUFFER_GROUP = 1;
  private static final short BUFFERS = 128;
  private static final int BUFFER_SIZE = 16 << 10;

  /** What makes connections, with what only this kind of sockets has. */
  public Bootstrap connecting() {
    Bootstrap bootstrap = new Bootstrap().channel(stream);
    // A connection looks for its ring when it is registered, and never again.
    if (hasRing()) bootstrap.option(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, BUFFER_GROUP);
    return bootstrap;
  }

  /** What takes connections, with what only this kind of sockets has. */
  public ServerBootstrap listening() {
    return withRing(new ServerBootstrap().channel(server));
  }

  /** The same with a listening socket that is there already. */
  ServerBootstrap listening(ChannelFactory<? extends ServerChannel> existing) {
    return withRing(new ServerBootstrap().channelFactory(existing));
  }

  private ServerBootstrap withRing(ServerBootstrap bootstrap) {
    if (hasRing()) {
      bootstrap.childOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, BUFFER_GROUP);
    }
    return bootstrap;
  }

  private boolean hasRing() {
    return kind == TransportKind.IO_URING && IoUring.isRegisterBufferRingSupported();
  }

  static SocketKind of(TransportKind kind) {
    return switch (kind) {
      case IO_URING -> require(ioUring(), "io_uring", IoUring.unavailabilityCause());
      case EPOLL -> require(epoll(), "epoll", Epoll.unavailabilityCause());
      case NIO -> nio();
      case AUTO -> best();
    };
  }

  private static SocketKind best() {
    SocketKind ioUring = ioUring();
    if (ioUring != null) return ioUring;
    SocketKind epoll = epoll();
    return epoll != null ? epoll : nio();
  }

  private static SocketKind require(
      @Nullable SocketKind sockets, String name, @Nullable Throwable cause) {
    if (sockets != null) return sockets;
    String why = cause == null ? "" : ": " + cause.getMessage();
    throw new IllegalArgumentException("this machine has no " + name + why);
  }

  private static @Nullable SocketKind ioUring() {
    if (!IoUring.isAvailable()) return null;
    return new SocketKind(
        TransportKind.IO_URING,
        MeasuredIoUring.newFactory(ioUringConfig()),
        IoUringServerSocketChannel.class,
        IoUringSocketChannel.class,
        IoUringDatagramChannel.class);
  }

  /**
   * A ring of receive buffers a loop, from which the kernel takes one when octets come. A
   * connection at rest holds none, which is what keeps ten thousand idle sessions small.
   */
  private static IoUringIoHandlerConfig ioUringConfig() {
    var config = new IoUringIoHandlerConfig();
    if (IoUring.isRegisterBufferRingSupported()) {
      config.setBufferRingConfig(
          IoUringBufferRingConfig.builder()
              .bufferGroupId(BUFFER_GROUP)
              .bufferRingSize(BUFFERS)
              .batchSize(BUFFERS / 2)
              .allocator(new IoUringFixedBufferRingAllocator(BUFFER_SIZE))
              .build());
    }
    return config;
  }

  private static @Nullable SocketKind epoll() {
    if (!Epoll.isAvailable()) return null;
    return new SocketKind(
        TransportKind.EPOLL,
        LastingEpoll.newFactory(),
        EpollServerSocketChannel.class,
        EpollSocketChannel.class,
        EpollDatagramChannel.class);
  }

  private static SocketKind nio() {
    return new SocketKind(
        TransportKind.NIO,
        NioIoHandler.newFactory(),
        NioServerSocketChannel.class,
        NioSocketChannel.class,
        NioDatagramChannel.class);
  }
}
