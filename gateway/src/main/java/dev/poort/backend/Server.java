package dev.poort.backend;

import dev.poort.config.HostAndPort;
import dev.poort.telemetry.Health;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A member in its place in a {@link Cluster}. Made anew whenever the cluster's members change. */
public final class Server {
  /** A share in hundredths. */
  private static final int WHOLE = 100;

  private final Member member;
  private final Place place;
  private final @Nullable String name;
  private final Affinity.@Nullable Bond bond;
  private final Drains.@Nullable Word word;
  private final long slowStart;

  /** Whether it counts as healthy though it is not, see {@link dev.poort.config.Probe}. */
  private volatile boolean spared;

  /** Since when it was up when its share had grown whole. */
  private volatile long grown = Long.MIN_VALUE;

  /**
   * @param place the line of the pool that led to it
   * @param name the name whose address it is; null for one that is given by its address
   * @param bond what binds clients to it; null when its settings bind none
   * @param word whether it is drained, or back; null when nothing was said
   * @param slowStart how long its share grows
   */
  Server(
      Member member,
      Place place,
      @Nullable String name,
      Affinity.@Nullable Bond bond,
      Drains.@Nullable Word word,
      Duration slowStart) {
    this.member = member;
    this.place = place;
    this.name = name;
    this.bond = bond;
    this.word = word;
    this.slowStart = slowStart.toNanos();
  }

  /** The same, removed from its pool. */
  Server leaving(Affinity.@Nullable Bond bond) {
    return new Server(member, place, name, bond, word, Duration.ZERO);
  }

  /** The member itself. */
  public Member member() {
    return member;
  }

  /** The name of its pool. */
  public String pool() {
    return place.pool();
  }

  /** How often it has its turn against others. */
  public int weight() {
    return place.weight();
  }

  /**
   * The same at this moment: in hundredths where a share grows, so that it may be less than one.
   * All servers of a cluster count alike.
   */
  int share() {
    return slowStart == 0 ? weight() : weight() * percent();
  }

  /** Whether its share still grows. */
  boolean growing() {
    return slowStart != 0 && percent() < WHOLE;
  }

  private int percent() {
    long since = since();
    if (since == grown) return WHOLE;
    long elapsed = System.nanoTime() - since;
    if (elapsed >= slowStart) {
      grown = since;
      return WHOLE;
    }
    return (int) Math.max(1, elapsed * WHOLE / slowStart);
  }

  /**
   * Since when it serves: it was found well, or drained no longer, whichever came later.
   *
   * @return see {@link System#nanoTime}
   */
  public long since() {
    long up = member.upSince();
    return word == null || word.since() - up < 0 ? up : word.since();
  }

  /** The name whose address it is; null for a member that is given by its address. */
  public @Nullable String name() {
    return name;
  }

  /** Whether it is meant: by its address with or without the port, or by a name of it. */
  boolean isCalled(String wanted) {
    HostAndPort address = address();
    return wanted.equalsIgnoreCase(address.toString())
        || wanted.equalsIgnoreCase(address.host())
        || wanted.equalsIgnoreCase(place.name())
        || wanted.equalsIgnoreCase(name);
  }

  /** What binds clients to it; null when its settings bind none. */
  Affinity.@Nullable Bond bond() {
    return bond;
  }

  /** Where it is. */
  public HostAndPort address() {
    return member.key().address();
  }

  /** That it takes nothing new; null when it does. */
  public @Nullable Drain drain() {
    return word == null ? null : word.drain();
  }

  /** Whether it gets requests. */
  public boolean serves() {
    // Not its health to the outside: a request that began before a member was removed may still use
    // it, and no later one has this cluster.
    return member.probed() == Health.UP || (spared && !member.ended());
  }

  /** Whether it gets a request that has failed on these. */
  boolean serves(Collection<Member> tried) {
    return serves() && (tried.isEmpty() || !tried.contains(member));
  }

  /** Counts it as healthy whatever its probe says, or no longer. */
  void spare(boolean spared) {
    this.spared = spared;
  }

  /** Its health as it counts in its cluster. */
  public Health health() {
    if (drain() != null) return Health.DRAINING;
    Health health = member.health();
    return spared && health == Health.DOWN ? Health.UP : health;
  }

  /** Why it has that health, for people. */
  public String healthLog() {
    if (drain() != null) return "Drained by the operator. " + member.healthLog();
    boolean down = spared && member.health() == Health.DOWN;
    return down
        ? "Counts as healthy by minServers of its probe. " + member.healthLog()
        : member.healthLog();
  }
}
