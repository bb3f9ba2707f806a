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
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param loops every loop of the gateway
   */
  public Sessions(Collection<EventLoop> loops) {
    for (EventLoop loop : loops) byLoop.put(loop, new HashSet<>());
  }

  void add(Tunnel tunnel) {
    own(tunnel.loop()).add(tunnel);
    open.incrementAndGet();
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
   * Ends sessions after their drain time.
   *
   * @param why the cause to end a session; null to leave it. Asked now and, where it gave one,
   *     again when the drain time is over
   */
  public void drain(Function<TunnelPlan, @Nullable CloseCause> why) {
    byLoop.forEach((loop, _) -> loop.execute(() -> drainOn(loop, why)));
  }

  private void closeOn(EventLoop loop, Predicate<TunnelPlan> which, CloseCause cause) {
    for (Tunnel tunnel : List.copyOf(own(loop))) {
      if (which.test(tunnel.plan())) tunnel.close(cause);
    }
  }

  private void drainOn(EventLoop loop, Function<TunnelPlan, @Nullable CloseCause> why) {
    for (Tunnel tunnel : own(loop)) {
      if (why.apply(tunnel.plan()) == null || !tunnel.beginDraining()) continue;
      long drain = tunnel.plan().drainTimeout().toNanos();
      loop.schedule(() -> endDraining(tunnel, why), drain, TimeUnit.NANOSECONDS);
    }
  }

  private static void endDraining(Tunnel tunnel, Function<TunnelPlan, @Nullable CloseCause> why) {
    tunnel.endDraining();
    CloseCause cause = why.apply(tunnel.plan());
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
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
