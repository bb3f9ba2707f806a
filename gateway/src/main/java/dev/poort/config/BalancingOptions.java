package dev.poort.config;

import java.time.Duration;

/**
 * How requests and sessions are spread over the members of one of the HTTP settings, beyond what
 * Azure has.
 *
 * @param leastConnections whether the member with the fewest open sessions and requests in flight
 *     has the turn, default false: one after the other (poort.json: {@code balancing}). A load
 *     distribution policy keeps its weights, and its own algorithm where that is not RoundRobin
 * @param slowStart how long the share of a member that joins or returns grows until it is whole,
 *     default 0: it is whole at once (poort.json: {@code slowStartSeconds})
 * @param rebalancePerSecond how many sessions a second at most are asked to come back after a
 *     member has joined or returned, default 0: none (poort.json: {@code rebalancePerSecond})
 */
public record BalancingOptions(
    boolean leastConnections, Duration slowStart, int rebalancePerSecond) {
  /** What holds where poort.json does not say. */
  public static final BalancingOptions DEFAULT = new BalancingOptions(false, Duration.ZERO, 0);
}
