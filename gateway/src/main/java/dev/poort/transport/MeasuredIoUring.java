package dev.poort.transport;

import io.netty.channel.Channel;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringIoOps;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * Netty's io_uring, but a connection gets only as much as it has asked for.
 *
 * <p>A receive that stands (multishot) goes on until the kernel learns that it shall not: by then
 * it may have filled the loop's ring of buffers with what one peer has sent. Here each stands for
 * so many octets only. And Netty begins a receive or an accept anew when it has ended for want of
 * buffers or because the peer has left, although nobody wants to read; here it waits for somebody
 * who does.
 */
final class MeasuredIoUring implements IoHandler {
  /** How many octets a receive brings until it must be begun anew. */
  static final int MEASURE = 48 << 10;

  /** The first Linux whose receives take a measure (optlen of io_uring's submission entry). */
  private static final int MAJOR = 6;

  private static final int MINOR = 18;

  private final IoHandler uring;
  private final int measure;

  private MeasuredIoUring(IoHandler uring, int measure) {
    this.uring = uring;
    this.measure = measure;
  }

  static IoHandlerFactory newFactory(IoUringIoHandlerConfig config) {
    IoHandlerFactory factory = IoUringIoHandler.newFactory(config);
    int measure = takesMeasures(System.getProperty("os.version", "")) ? MEASURE : 0;
    return executor -> new MeasuredIoUring(factory.newHandler(executor), measure);
  }

  /** Whether a receive of that kernel can be told how much it may bring. */
  static boolean takesMeasures(String kernel) {
    String[] parts = kernel.split("[^0-9]", -1);
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) return false;
    int major = Integer.parseInt(parts[0]);
    return major > MAJOR || (major == MAJOR && Integer.parseInt(parts[1]) >= MINOR);
  }

  @Override
  public void initialize() {
    uring.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return uring.run(context);
  }

  @Override
  public void prepareToDestroy() {
    uring.prepareToDestroy();
  }

  @Override
  public void destroy() {
    uring.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    Channel channel =
        handle instanceof Channel.Unsafe unsafe ? unsafe.voidPromise().channel() : null;
    IoRegistration registration = uring.register(handle);
    return channel == null ? registration : new Registration(registration, channel, measure);
  }

  @Override
  public void wakeup() {
    uring.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return uring.isCompatible(handleType);
  }

  private record Registration(IoRegistration registration, Channel channel, int measure)
      implements IoRegistration {
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's signature
    public <T> T attachment() {
      return registration.attachment();
    }

    @Override
    public long submit(IoOps ops) {
      if (!(ops instanceof IoUringIoOps op) || !UringInnards.brings(op)) {
        return registration.submit(ops);
      }
      // 0 says that nothing was begun; the next wish to read begins it.
      if (!isWanted()) return 0;
      boolean measured = measure > 0 && UringInnards.stands(op);
      return registration.submit(measured ? UringInnards.upTo(op, measure) : op);
    }

    private boolean isWanted() {
      return channel.config().isAutoRead() || UringInnards.wantsToRead(channel) || isReset();
    }

    /** What a peer has reset must be heard of at once; it is all that can still come. */
    private boolean isReset() {
      return channel instanceof IoUringSocketChannel socket
          && socket.isOpen()
          && socket.tcpInfo().state() == UringInnards.TCP_CLOSE;
    }

    @Override
    public boolean isValid() {
      return registration.isValid();
    }

    @Override
    public boolean cancel() {
      return registration.cancel();
    }
  }
}
