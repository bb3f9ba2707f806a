package dev.poort.backend;

import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendTarget;
import dev.poort.telemetry.Health;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The members of a pool under one of its settings, and whose turn it is.
 *
 * <p>Made anew with every configuration; its members live on. Safe for use on every loop.
 */
public final class Cluster {
  private static final int MOST_WAITING = 10_000;

  private record Waiting(Executor loop, Runnable known) {}

  private final BackendTarget target;
  private final BackendHttpSettings settings;
  private final List<Member> members;
  private final AtomicInteger turn = new AtomicInteger();
  private final List<Waiting> waiting = new ArrayList<>();

  /**
   * @param members in the pool's order
   */
  public Cluster(BackendTarget target, BackendHttpSettings settings, List<Member> members) {
    this.target = target;
    this.settings = settings;
    this.members = List.copyOf(members);
  }

  /** Whose members they are. */
  public BackendTarget target() {
    return target;
  }

  /** How its members are spoken to. */
  public BackendHttpSettings settings() {
    return settings;
  }

  /** All members, well or not. */
  public List<Member> members() {
    return members;
  }

  /**
   * The member whose turn it is (round robin over those that are up).
   *
   * @param tried members that have failed this request and are passed over
   * @return null when there is none left
   */
  public @Nullable Member next(Collection<Member> tried) {
    int eligible = 0;
    for (Member member : members) {
      if (serves(member, tried)) eligible++;
    }
    if (eligible == 0) return null;
    // Counted over those that serve, so that the neighbour of a member that is down gets no more.
    int skip = eligible == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), eligible);
    Member last = null;
    for (Member member : members) {
      if (!serves(member, tried)) continue;
      last = member;
      if (skip-- == 0) return member;
    }
    // Fewer than at the first look: a member's health has just changed.
    return last;
  }

  private static boolean serves(Member member, Collection<Member> tried) {
    // Not its health to the outside: a request that began before a member was removed may still use
    // it, and no later one has this cluster.
    return member.probed() == Health.UP && (tried.isEmpty() || !tried.contains(member));
  }

  /** Whether no member is up, but one has not been probed yet, so that waiting makes sense. */
  public boolean undecided() {
    boolean unknown = false;
    for (Member member : members) {
      if (member.probed() == Health.UP) return false;
      unknown |= member.probed() == Health.UNKNOWN;
    }
    return unknown;
  }

  /**
   * Calls back once when the cluster is no longer {@link #undecided}.
   *
   * @return false when too many wait already; then nothing is called
   */
  public boolean whenDecided(Executor loop, Runnable known) {
    synchronized (waiting) {
      if (undecided()) {
        if (waiting.size() >= MOST_WAITING) return false;
        waiting.add(new Waiting(loop, known));
        return true;
      }
    }
    loop.execute(known);
    return true;
  }

  /** Whether requests wait for its members' first probes. */
  boolean awaited() {
    synchronized (waiting) {
      return !waiting.isEmpty();
    }
  }

  /** A member's health has changed. */
  public void healthChanged() {
    List<Waiting> ready;
    synchronized (waiting) {
      if (waiting.isEmpty() || undecided()) return;
      ready = List.copyOf(waiting);
      waiting.clear();
    }
    ready.forEach(each -> each.loop().execute(each.known()));
  }
}
