package dev.poort.backend;

import dev.poort.config.HostAndPort;
import dev.poort.telemetry.Health;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A member in its place in a {@link Cluster}. Made anew whenever the cluster's members change. */
public final class Server {
  private final Member member;
  private final String pool;
  private final int weight;
  private final @Nullable String name;
  private final Affinity.@Nullable Bond bond;

  /** Whether it counts as healthy though it is not, see {@link dev.poort.config.Probe}. */
  private volatile boolean spared;

  Server(
      Member member, String pool, int weight, @Nullable String name, Affinity.@Nullable Bond bond) {
    this.member = member;
    this.pool = pool;
    this.weight = weight;
    this.name = name;
    this.bond = bond;
  }

  /** The member itself. */
  public Member member() {
    return member;
  }

  /** The name of its pool. */
  public String pool() {
    return pool;
  }

  /** How often it has its turn against others. */
  int weight() {
    return weight;
  }

  /** The name whose address it is; null for a member that is given by its address. */
  public @Nullable String name() {
    return name;
  }

  /** What binds clients to it; null when its settings bind none. */
  Affinity.@Nullable Bond bond() {
    return bond;
  }

  /** Where it is. */
  public HostAndPort address() {
    return member.key().address();
  }

  /** Whether it gets requests. */
  boolean serves() {
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
    Health health = member.health();
    return spared && health == Health.DOWN ? Health.UP : health;
  }

  /** Why it has that health, for people. */
  public String healthLog() {
    boolean down = spared && member.health() == Health.DOWN;
    return down
        ? "Counts as healthy by minServers of its probe. " + member.healthLog()
        : member.healthLog();
  }
}
