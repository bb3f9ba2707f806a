package dev.poort.websocket;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets sessions go that have no place any more, spread evenly over their drain time, so that their
 * clients do not all come back at once: of n sessions the first has an nth of the time, the last
 * all of it, and one alone all of it too.
 *
 * <p>Each loop finds its own; the last of them to answer gives each session its moment.
 */
final class Draining {
  private final Function<TunnelPlan, @Nullable Leave> unwanted;

  /**
   * @param unwanted why the configuration of the moment has no place for a session; null when it
   *     has. Asked on the loops
   */
  Draining(Function<TunnelPlan, @Nullable Leave> unwanted) {
    this.unwanted = unwanted;
  }

  private record Leaving(Tunnel tunnel, int round, Duration time) {}

  /** One look at all loops. */
  private final class Look {
    private final List<Leaving> found = new ArrayList<>();
    private int awaited;

    Look(int loops) {
      awaited = loops;
    }

    synchronized void add(List<Leaving> own) {
      found.addAll(own);
      if (--awaited == 0) spread(found);
    }
  }

  /**
   * Looks at all sessions: those that have lost their place begin to drain, those that have it
   * again stay. The time of those that drain already goes on.
   *
   * @param anew whose time begins anew
   */
  void look(Map<EventLoop, LoopSessions> loops, Predicate<TunnelPlan> anew) {
    Look look = new Look(loops.size());
    loops.forEach((loop, own) -> loop.execute(() -> look.add(leaving(own, anew))));
  }

  /** A session has just begun, under a configuration that may be no more. */
  void look(Tunnel fresh) {
    Leave leave = unwanted.apply(fresh.plan());
    if (leave != null) spread(List.of(new Leaving(fresh, fresh.beginDraining(), leave.time())));
  }

  private List<Leaving> leaving(LoopSessions own, Predicate<TunnelPlan> anew) {
    List<Leaving> leaving = new ArrayList<>();
    for (Tunnel tunnel : own.open()) {
      Leave leave = unwanted.apply(tunnel.plan());
      if (leave == null) tunnel.endDraining();
      else if (!tunnel.draining() || anew.test(tunnel.plan())) {
        leaving.add(new Leaving(tunnel, tunnel.beginDraining(), leave.time()));
      }
    }
    return leaving;
  }

  private void spread(List<Leaving> leaving) {
    Map<Duration, List<Leaving>> byTime = new HashMap<>();
    leaving.stream()
        .sorted(Comparator.comparing(each -> each.tunnel().opened()))
        .forEach(each -> byTime.computeIfAbsent(each.time(), _ -> new ArrayList<>()).add(each));
    byTime.forEach(
        (time, group) -> {
          double step = (double) time.toNanos() / group.size();
          for (int i = 0; i < group.size(); i++) schedule(group.get(i), Math.round(step * (i + 1)));
        });
  }

  private void schedule(Leaving leaving, long nanos) {
    leaving.tunnel().loop().schedule(() -> over(leaving), nanos, TimeUnit.NANOSECONDS);
  }

  private void over(Leaving leaving) {
    Tunnel tunnel = leaving.tunnel();
    if (!tunnel.drains(leaving.round())) return;
    tunnel.endDraining();
    Leave leave = unwanted.apply(tunnel.plan());
    if (leave != null) tunnel.close(leave.cause());
  }
}
