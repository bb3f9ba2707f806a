package dev.poort.websocket;

import dev.poort.backend.Cluster;
import dev.poort.backend.Server;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * After a member has joined a cluster or come back, asks sessions of those that have more than
 * their share to come back (Close 1012): the oldest first, so many a second as poort.json says, and
 * no more in all than were too many when it began.
 *
 * <p>Looks once a second, and only where poort.json asks for it. Runs on one loop; {@link #watch}
 * and {@link #close} may be called from anywhere.
 */
public final class Rebalancer implements AutoCloseable {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Sessions sessions;
  private final EventLoop loop;
  private final Map<Cluster.Name, State> states = new HashMap<>();
  private List<Cluster> clusters = List.of();
  private @Nullable ScheduledFuture<?> next;

  /** What outlasts a change of the configuration. */
  private static final class State {
    /** Since when the newest member serves whose coming has been seen; null before the first. */
    private @Nullable Long seen;

    /** How many sessions may still be asked for its sake. */
    private int left;
  }

  /**
   * @param loop on which it runs
   */
  public Rebalancer(Sessions sessions, EventLoop loop) {
    this.sessions = sessions;
    this.loop = loop;
  }

  /** Watches these from now on, those of them that are to be rebalanced. */
  public void watch(List<Cluster> all) {
    List<Cluster> wanted = all.stream().filter(each -> each.rebalancePerSecond() > 0).toList();
    loop.execute(
        () -> {
          clusters = wanted;
          states.keySet().retainAll(wanted.stream().map(Cluster::name).toList());
          if (wanted.isEmpty()) stop();
          else if (next == null) next = later();
        });
  }

  @Override
  public void close() {
    watch(List.of());
  }

  private void stop() {
    if (next != null) next.cancel(false);
    next = null;
  }

  private ScheduledFuture<?> later() {
    return loop.scheduleAtFixedRate(this::look, SECOND, SECOND, TimeUnit.NANOSECONDS);
  }

  private void look() {
    for (Cluster cluster : clusters) {
      State state = states.computeIfAbsent(cluster.name(), _ -> new State());
      Long newest = newest(cluster);
      boolean news = newest != null && !newest.equals(state.seen);
      if (news || state.left > 0) {
        sessions.gather(
            tunnel -> tunnel.state() == Tunnel.State.OPEN && !tunnel.draining(),
            found -> loop.execute(() -> act(cluster, state, newest, new Shares(cluster, found))));
      }
    }
  }

  /** Since when the youngest server serves whose share is whole; null when there is none. */
  private static @Nullable Long newest(Cluster cluster) {
    long now = System.nanoTime();
    long slowStart = cluster.slowStart().toNanos();
    Long newest = null;
    for (Server server : cluster.servers()) {
      long since = server.since();
      if (!Shares.counts(server) || now - since < slowStart) continue;
      if (newest == null || since - newest > 0) newest = since;
    }
    return newest;
  }

  private void act(Cluster cluster, State state, @Nullable Long newest, Shares shares) {
    if (newest != null && !newest.equals(state.seen)) {
      state.seen = newest;
      state.left = shares.excess();
    }
    int most = cluster.rebalancePerSecond();
    List<Tunnel> asked = new ArrayList<>(shares.tooMany(Math.min(most, state.left)));
    state.left = asked.isEmpty() ? 0 : state.left - asked.size();
    // Spread over the second: two looks never make twice as many in one second.
    for (int i = 0; i < asked.size(); i++) {
      Tunnel tunnel = asked.get(i);
      long delay = SECOND * i / most;
      tunnel.loop().schedule(() -> ask(tunnel), delay, TimeUnit.NANOSECONDS);
    }
  }

  private static void ask(Tunnel tunnel) {
    tunnel.close(CloseCause.REBALANCED);
  }
}
