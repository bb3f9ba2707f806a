package dev.poort.transport;

import dev.poort.config.TransportKind;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of one gateway and the sockets that run on them.
 *
 * <p>One loop owns a client's connection and all that is done for it, so that nothing on the way of
 * a request is shared between threads.
 */
public final class Transport implements AutoCloseable {
  /** Time for channels that are being closed: io_uring hears of it only after a while. */
  private static final long QUIET_MILLIS = 20;

  private static final long BOUND_MILLIS = 5_000;

  private final SocketKind sockets;
  private final EventLoopGroup group;
  private final List<EventLoop> loops;

  private Transport(SocketKind sockets, EventLoopGroup group) {
    this.sockets = sockets;
    this.group = group;
    List<EventLoop> found = new ArrayList<>();
    for (EventExecutor executor : group) found.add((EventLoop) executor);
    this.loops = List.copyOf(found);
  }

  /**
   * Starts the loops, as many as there are processors.
   *
   * @param kind {@link TransportKind#AUTO} takes the best that this machine has
   * @throws IllegalArgumentException when this machine does not have that kind; the message says
   *     why
   */
  public static Transport open(TransportKind kind) {
    return open(kind, Runtime.getRuntime().availableProcessors());
  }

  /** The same with a number of loops. */
  public static Transport open(TransportKind kind, int loops) {
    SocketKind sockets = SocketKind.of(kind);
    var threads = new DefaultThreadFactory("poort-loop", true);
    return new Transport(
        sockets, new MultiThreadIoEventLoopGroup(loops, threads, sockets.ioHandler()));
  }

  /** {@code io_uring}, {@code epoll} or {@code nio}. */
  public String name() {
    return sockets.kind().settingsName();
  }

  /** The sockets that run on these loops. */
  public SocketKind sockets() {
    return sockets;
  }

  /** All loops, for handing out connections. */
  public EventLoopGroup group() {
    return group;
  }

  /** The loops in a fixed order. */
  public List<EventLoop> loops() {
    return loops;
  }

  /** The place of a loop in {@link #loops}. */
  public int indexOf(EventLoop loop) {
    for (int i = 0; i < loops.size(); i++) {
      if (loops.get(i).equals(loop)) return i;
    }
    throw new IllegalArgumentException("a loop of another transport");
  }

  /**
   * Waits until each loop has come to what it is told now, and to what that has brought about on
   * another; at most a bound for each. A loop of a busy machine may not have run for a while. Not
   * for use on a loop.
   *
   * @return whether all have
   */
  public boolean awaitTurn(Duration bound) {
    boolean told = turn(bound);
    return turn(bound) && told;
  }

  private boolean turn(Duration bound) {
    CountDownLatch left = new CountDownLatch(loops.size());
    for (EventLoop loop : loops) loop.execute(left::countDown);
    try {
      return left.await(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the loops, waiting for them at most 5 s. Channels still open are closed. */
  @Override
  public void close() {
    group
        .shutdownGracefully(QUIET_MILLIS, BOUND_MILLIS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(BOUND_MILLIS + 1_000, TimeUnit.MILLISECONDS);
  }
}
