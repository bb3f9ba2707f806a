package dev.poort.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A listening socket that another process has bound and passed to this one. Both processes have it;
 * connections that wait in it wait for either.
 *
 * @param address where it listens
 * @param descriptor this process's own
 */
public record InheritedSocket(InetSocketAddress address, FileDescriptor descriptor)
    implements AutoCloseable {
  private static final long BOUND_SECONDS = 5;

  /** O_CLOEXEC, the same number on x86-64 and aarch64. */
  private static final int CLOSE_ON_EXEC = 0x80000;

  /**
   * Makes a channel of it.
   *
   * @param kind the same that drives it in the other process
   * @param prepared says what the channel is to be; it must not begin to read by itself
   * @throws IOException if it cannot be made
   */
  public Channel open(SocketKind kind, UnaryOperator<ServerBootstrap> prepared) throws IOException {
    return switch (kind.kind()) {
      case EPOLL -> {
        int number = descriptor.intValue();
        ServerBootstrap existing = kind.listening(() -> new EpollServerSocketChannel(number));
        yield opened(prepared.apply(existing).register());
      }
      case IO_URING -> inPlaceOfAnother(prepared.apply(kind.listening()));
      default -> throw new IOException(kind.kind().settingsName() + " cannot take sockets over");
    };
  }

  /**
   * Netty's io_uring has no channel for a descriptor that is there already: one is bound to a port
   * that nobody knows, and the inherited socket put in the place of its own.
   */
  private Channel inPlaceOfAnother(ServerBootstrap listening) throws IOException {
    Channel made = opened(listening.bind(InetAddress.getLoopbackAddress(), 0));
    try {
      replace(((UnixChannel) made).fd().intValue());
      descriptor.close();
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  @SuppressWarnings("restricted") // The JVM is started with leave for native access.
  private void replace(int other) throws IOException {
    Linker linker = Linker.nativeLinker();
    MethodHandle dup3 =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("dup3"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));
    try {
      int now = (int) dup3.invokeExact(descriptor.intValue(), other, CLOSE_ON_EXEC);
      if (now != other) throw new IOException("dup3 failed");
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }

  private static Channel opened(ChannelFuture future) throws IOException {
    boolean done = future.awaitUninterruptibly(BOUND_SECONDS, TimeUnit.SECONDS);
    if (done && future.isSuccess()) return future.channel();
    throw new IOException(done ? future.cause().getMessage() : "not in time", future.cause());
  }

  /** Gives it back unused. */
  @Override
  public void close() throws IOException {
    if (descriptor.isOpen()) descriptor.close();
  }
}
