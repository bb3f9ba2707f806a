package dev.poort.backend;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The idle connections to one member on one event loop, the last used first. Those that rest too
 * long are closed. Used on its loop alone.
 */
final class ConnectionPool {
  private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int MAX_IDLE = 1024;

  private record Idle(MemberConnection connection, long since) {}

  private final EventLoop loop;
  private final boolean lasting;
  private final ArrayDeque<Idle> idle = new ArrayDeque<>();
  private boolean sweeping;
  private boolean closed;

  ConnectionPool(EventLoop loop) {
    this(loop, false);
  }

  /**
   * @param lasting whether idle connections stay until the pool is closed
   */
  ConnectionPool(EventLoop loop, boolean lasting) {
    this.loop = loop;
    this.lasting = lasting;
  }

  EventLoop loop() {
    return loop;
  }

  /** The connection used last that is still open; null when none is. */
  @Nullable MemberConnection take() {
    for (Idle last = idle.pollLast(); last != null; last = idle.pollLast()) {
      if (last.connection().isOpen()) return last.connection();
    }
    return null;
  }

  void add(MemberConnection connection) {
    if (closed || idle.size() >= MAX_IDLE) {
      connection.close();
      return;
    }
    idle.addLast(new Idle(connection, loop.ticker().nanoTime()));
    if (!sweeping && !lasting) scheduleSweep();
  }

  void remove(MemberConnection connection) {
    idle.removeIf(each -> each.connection().equals(connection));
  }

  /** Closes what is idle now and what comes back later. */
  void close() {
    closed = true;
    idle.forEach(each -> each.connection().close());
    idle.clear();
  }

  /** Keeps again what comes back. */
  void reopen() {
    closed = false;
  }

  private void scheduleSweep() {
    sweeping = true;
    loop.schedule(this::sweep, MAX_IDLE_NANOS / 4, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    sweeping = false;
    long now = loop.ticker().nanoTime();
    while (!idle.isEmpty() && now - idle.peekFirst().since() > MAX_IDLE_NANOS) {
      idle.pollFirst().connection().close();
    }
    if (!idle.isEmpty()) scheduleSweep();
  }
}
