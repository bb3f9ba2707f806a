package dev.poort.websocket;

import dev.poort.telemetry.ClosedSession;
import dev.poort.telemetry.Failure;
import dev.poort.telemetry.Session;
import dev.poort.telemetry.SessionEnd;
import dev.poort.telemetry.SessionReport;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions of a gateway: each loop keeps those that it owns, and whoever wants to see or
 * end some asks every loop.
 */
public final class Sessions {
  private static final long ANSWER_BOUND_SECONDS = 5;

  /** What stands among the refused handshakes for those that no failure has ended. */
  private static final String DECLINED = "member-declined";

  private static final String REDIRECTED = "redirected";

  private final Map<EventLoop, LoopSessions> byLoop = new HashMap<>();
  private final Draining draining;
  private final AtomicInteger open = new AtomicInteger();
  private final SessionCounters counters = new SessionCounters();

  /**
   * @param loops every loop of the gateway
   * @param unwanted why the configuration of the moment has no place for a session; null when it
   *     has. Asked on the loops
   */
  public Sessions(Collection<EventLoop> loops, Function<TunnelPlan, @Nullable Leave> unwanted) {
    this.draining = new Draining(unwanted);
    for (EventLoop loop : loops) byLoop.put(loop, new LoopSessions());
  }

  /** What is counted for the limits of poort.json. */
  public SessionCounters counters() {
    return counters;
  }

  void add(Tunnel tunnel) {
    own(tunnel.loop()).add(tunnel);
    open.incrementAndGet();
    // Its handshake may have begun under a configuration that is no more.
    draining.look(tunnel);
  }

  void remove(Tunnel tunnel, SessionEnd how, ClosedSession record) {
    if (own(tunnel.loop()).remove(tunnel, how, record)) open.decrementAndGet();
  }

  /** A handshake was answered by the gateway itself; on the loop of its client. */
  public void refused(EventLoop loop, Failure why) {
    own(loop).refused(why.logName());
  }

  /** A handshake was answered by its member with something other than 101. */
  public void declined(EventLoop loop) {
    own(loop).refused(DECLINED);
  }

  /** A handshake was sent elsewhere. */
  public void redirected(EventLoop loop) {
    own(loop).refused(REDIRECTED);
  }

  private LoopSessions own(EventLoop loop) {
    LoopSessions own = byLoop.get(loop);
    if (own == null) throw new IllegalArgumentException("a loop of another gateway");
    return own;
  }

  /**
   * All sessions, the oldest first. Not for use on an event loop.
   *
   * @throws IllegalStateException when a loop does not answer within 5 s
   */
  public List<Session> snapshot() {
    return ask(LoopSessions::snapshot).stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Session::opened))
        .toList();
  }

  /**
   * All that is known. Not for use on an event loop.
   *
   * @throws IllegalStateException when a loop does not answer within 5 s
   */
  public SessionReport report() {
    return Tally.of(ask(LoopSessions::known));
  }

  /**
   * Begins to end one session. Not for use on an event loop.
   *
   * @param id its trace id
   * @return whether there is such a session
   * @throws IllegalStateException when a loop does not answer within 5 s
   */
  public boolean close(String id, CloseNotice notice) {
    return ask(own -> close(own, id, notice)).contains(true);
  }

  private static boolean close(LoopSessions own, String id, CloseNotice notice) {
    for (Tunnel tunnel : List.copyOf(own.open())) {
      if (tunnel.plan().id().equals(id)) {
        tunnel.close(notice);
        return true;
      }
    }
    return false;
  }

  /**
   * Gives all sessions that match, as they were found on each loop; whoever takes them does not
   * wait for that, and changes them on their own loops.
   */
  void gather(Predicate<Tunnel> which, Consumer<List<Tunnel>> taker) {
    List<CompletableFuture<List<Tunnel>>> answers = new ArrayList<>();
    byLoop.forEach(
        (loop, own) ->
            answers.add(
                CompletableFuture.supplyAsync(
                    () -> own.open().stream().filter(which).toList(), loop)));
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenRun(
            () -> taker.accept(answers.stream().flatMap(each -> each.join().stream()).toList()));
  }

  /** Asks each loop, and waits for all answers. */
  private <T> List<T> ask(Function<LoopSessions, T> question) {
    List<CompletableFuture<T>> answers = new ArrayList<>();
    byLoop.forEach(
        (loop, own) -> {
          if (loop.isShuttingDown()) return;
          answers.add(CompletableFuture.supplyAsync(() -> question.apply(own), loop));
        });
    return answers.stream().map(Sessions::await).toList();
  }

  /** Does something with each session, on its loop; returns when it is done. */
  void onEach(Consumer<Tunnel> action) {
    ask(
        own -> {
          List.copyOf(own.open()).forEach(action);
          return true;
        });
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
   * The configuration has changed: lets go of the sessions for which it has no place, spread over
   * their drain time, if that is still so when their turn comes.
   */
  public void drain() {
    drain(_ -> false);
  }

  /**
   * The same; the drain time of some begins anew if it is running.
   *
   * @param anew whose
   */
  public void drain(Predicate<TunnelPlan> anew) {
    draining.look(byLoop, anew);
  }

  private void closeOn(EventLoop loop, Predicate<TunnelPlan> which, CloseCause cause) {
    for (Tunnel tunnel : List.copyOf(own(loop).open())) {
      if (which.test(tunnel.plan())) tunnel.close(cause);
    }
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
