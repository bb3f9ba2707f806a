package dev.poort.websocket;

import dev.poort.telemetry.Session;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions of a gateway: each loop keeps those that it owns, and whoever wants to see or
 * end some asks every loop.
 */
public final class Sessions {
  private static final long ANSWER_BOUND_SECONDS = 5;

  private final Map<EventLoop, Set<Tunnel>> byLoop = new HashMap<>();
  private final Function<TunnelPlan, @Nullable CloseCause> unwanted;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param loops every loop of the gateway
   * @param unwanted why the configuration of the moment has no place for a session; null when it
   *     has. Asked on the loops
   */
  public Sessions(
      Collection<EventLoop> loops, Function<TunnelPlan, @Nullable CloseCause> unwanted) {
    this.unwanted = unwanted;
    for (EventLoop loop : loops) byLoop.put(loop, new HashSet<>());
  }

  void add(Tunnel tunnel) {
    own(tunnel.loop()).add(tunnel);
    open.incrementAndGet();
    // Its handshake may have begun under a configuration that is no more.
    drain(tunnel);
  }

  void remove(Tunnel tunnel) {
    if (own(tunnel.loop()).remove(tunnel)) open.decrementAndGet();
  }

  private Set<Tunnel> own(EventLoop loop) {
    Set<Tunnel> tunnels = byLoop.get(loop);
    if (tunnels == null) throw new IllegalArgumentException("a loop of another gateway");
    return tunnels;
  }

  /**
   * All sessions, the oldest first. Not for use on an event loop.
   *
   * @throws IllegalStateException when a loop does not answer within 5 s
   */
  public List<Session> snapshot() {
    List<CompletableFuture<List<Session>>> answers = new ArrayList<>();
    byLoop.forEach(
        (loop, tunnels) -> {
          if (loop.isShuttingDown()) return;
          answers.add(
              CompletableFuture.supplyAsync(
                  () -> tunnels.stream().map(Tunnel::snapshot).toList(), loop));
        });
    List<Session> all = new ArrayList<>();
    for (var answer : answers) all.addAll(await(answer));
    all.sort(Comparator.comparing(Session::opened));
    return List.copyOf(all);
  }

  /** How many sessions are open. */
  public int count() {
    return open.get();
  }

  /** Ends the sessions that match, each by itself and on its own loop. */
  public void close(Predicate<TunnelPlan> which, CloseCause cause) {
    byLoop.forEach((loop, _) -> loop.execute(() -> closeOn(loop, which, cause)));
  }

  /**
   * The configuration has changed: ends the sessions for which it has no place, if that is still so
   * when their drain time is over.
   */
  public void drain() {
    byLoop.forEach((loop, own) -> loop.execute(() -> own.forEach(this::drain)));
  }

  private void closeOn(EventLoop loop, Predicate<TunnelPlan> which, CloseCause cause) {
    for (Tunnel tunnel : List.copyOf(own(loop))) {
      if (which.test(tunnel.plan())) tunnel.close(cause);
    }
  }

  private void drain(Tunnel tunnel) {
    if (unwanted.apply(tunnel.plan()) == null || !tunnel.beginDraining()) return;
    long nanos = tunnel.plan().drainTimeout().toNanos();
    tunnel.loop().schedule(() -> endDraining(tunnel), nanos, TimeUnit.NANOSECONDS);
  }

  private void endDraining(Tunnel tunnel) {
    tunnel.endDraining();
    CloseCause cause = unwanted.apply(tunnel.plan());
    if (cause != null) tunnel.close(cause);
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(ANSWER_BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("an event loop does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
