package dev.poort.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Unix socket between two processes of one user on one machine, over which descriptors pass
 * (SCM_RIGHTS) and words of one octet. Linux only. Not for use on an event loop.
 */
public final class ProcessLink implements AutoCloseable {
  private static final long BOUND_SECONDS = 5;
  private static final Object GONE = new Object();

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("poort-link", true), EpollIoHandler.newFactory());
  private final BlockingQueue<Object> inbox = new LinkedBlockingQueue<>();
  private volatile @Nullable Channel peer;

  private ProcessLink() {}

  /**
   * Waits at a path for whoever connects first.
   *
   * @param path in a folder that only this user may enter
   * @throws IOException if that cannot be; the message says why
   */
  public static ProcessLink listen(Path path) throws IOException {
    requireNative();
    ProcessLink link = new ProcessLink();
    link.opened(
        new ServerBootstrap()
            .group(link.group)
            .channel(EpollServerDomainSocketChannel.class)
            .childHandler(
                new ChannelInitializer<EpollDomainSocketChannel>() {
                  @Override
                  protected void initChannel(EpollDomainSocketChannel child) throws IOException {
                    link.admit(child);
                  }
                })
            .bind(new DomainSocketAddress(path.toFile())));
    return link;
  }

  /**
   * Connects to whoever waits at a path.
   *
   * @throws IOException if nobody does, or another user; the message says so
   */
  public static ProcessLink connect(Path path) throws IOException {
    requireNative();
    ProcessLink link = new ProcessLink();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(link.group)
            .channel(EpollDomainSocketChannel.class)
            .handler(link.new Reader());
    Channel made = link.opened(bootstrap.connect(new DomainSocketAddress(path.toFile())));
    link.peer = made;
    try {
      requireSameUser((EpollDomainSocketChannel) made);
    } catch (IOException e) {
      link.close();
      throw e;
    }
    return link;
  }

  private static void requireNative() throws IOException {
    if (!Epoll.isAvailable()) throw new IOException("this machine cannot hand sockets over");
  }

  private static void requireSameUser(EpollDomainSocketChannel channel) throws IOException {
    Object own = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    int other = channel.peerCredentials().uid();
    if (!own.equals(other)) throw new IOException("the other process is of another user");
  }

  private Channel opened(ChannelFuture future) throws IOException {
    boolean done = future.awaitUninterruptibly(BOUND_SECONDS, TimeUnit.SECONDS);
    if (done && future.isSuccess()) return future.channel();
    close();
    String why = done ? future.cause().getMessage() : null;
    throw new IOException(why == null ? "nobody waits there" : why, future.cause());
  }

  private void admit(EpollDomainSocketChannel child) throws IOException {
    requireSameUser(child);
    if (peer != null) throw new IOException("there is one already");
    child.config().setReadMode(DomainSocketReadMode.FILE_DESCRIPTORS);
    child.pipeline().addLast(new Reader());
    peer = child;
  }

  /** Puts what comes where a thread waits for it. */
  private final class Reader extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (!(message instanceof ByteBuf octets)) {
        inbox.add(message);
        return;
      }
      while (octets.isReadable()) inbox.add((char) octets.readUnsignedByte());
      octets.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      inbox.add(GONE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }

  /**
   * Passes descriptors; they stay open here too.
   *
   * @throws IOException if they cannot be passed
   */
  public void pass(List<FileDescriptor> descriptors) throws IOException {
    for (FileDescriptor each : descriptors) send(each);
  }

  /**
   * Takes as many descriptors as were passed; from then on there are words.
   *
   * @throws IOException if they do not come
   */
  public List<FileDescriptor> take(int count) throws IOException {
    List<FileDescriptor> taken = new ArrayList<>();
    while (taken.size() < count) {
      if (next(Duration.ofSeconds(BOUND_SECONDS)) instanceof FileDescriptor descriptor) {
        taken.add(descriptor);
      } else {
        for (FileDescriptor each : taken) each.close();
        throw new IOException("the other process did not pass its sockets");
      }
    }
    if (peer instanceof EpollDomainSocketChannel channel) {
      channel.config().setReadMode(DomainSocketReadMode.BYTES);
    }
    return taken;
  }

  /**
   * Says a word.
   *
   * @throws IOException if the other process is gone
   */
  public void say(char word) throws IOException {
    send(Unpooled.buffer(1).writeByte(word));
  }

  private void send(Object message) throws IOException {
    Channel to = peer;
    if (to == null) throw new IOException("nobody has connected");
    ChannelFuture sent = to.writeAndFlush(message);
    boolean done = sent.awaitUninterruptibly(BOUND_SECONDS, TimeUnit.SECONDS);
    if (!done || !sent.isSuccess())
      throw new IOException("the other process is gone", sent.cause());
  }

  /** Waits for a word; false when something else came, the other is gone, or the bound passed. */
  public boolean hears(char word, Duration bound) {
    return Character.valueOf(word).equals(next(bound));
  }

  private @Nullable Object next(Duration bound) {
    try {
      return inbox.poll(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, BOUND_SECONDS, TimeUnit.SECONDS);
  }
}
