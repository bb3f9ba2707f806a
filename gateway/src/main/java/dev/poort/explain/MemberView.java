package dev.poort.explain;

import dev.poort.backend.MemberKey;
import dev.poort.config.Hosts;
import dev.poort.telemetry.Health;
import org.jspecify.annotations.Nullable;

/**
 * A member that could serve a request.
 *
 * @param pool whose member it is
 * @param name what the pool calls it
 * @param key where it is and how it is spoken to
 * @param health whether it answers its probe; null when nobody asks it
 * @param healthLog why, for people; empty when nobody asks it
 * @param drained whether it takes nothing new because whoever runs the gateway has said so
 */
public record MemberView(
    String pool,
    String name,
    MemberKey key,
    @Nullable Health health,
    String healthLog,
    boolean drained) {
  /** Whether its name has no address, as a running gateway knows. */
  boolean unresolved() {
    return health == Health.DOWN && !Hosts.isIpAddress(key.address().host());
  }

  /** Whether a client that is bound to it still gets there. */
  boolean keepsClients() {
    return mayServe() || (health == Health.DRAINING && !drained);
  }

  /** Whether it may get the request. */
  boolean mayServe() {
    return health == null || health == Health.UP || health == Health.UNKNOWN;
  }
}
