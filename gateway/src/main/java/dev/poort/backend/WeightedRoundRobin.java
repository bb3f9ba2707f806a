package dev.poort.backend;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns by weight, those of a heavy server spread evenly between the others' (nginx's smooth
 * weighted round robin): each turn everyone gains its weight, the richest has the turn and pays
 * what all have gained. Each loop counts for itself, so that none waits for another.
 */
final class WeightedRoundRobin implements Balancing {
  /** Enough to part the loops; all the turns of great weights would take long to count. */
  private static final int MOST_AHEAD = 256;

  private final Server[] servers;
  private final int[][] gained;

  /**
   * @param loops how many loops there are
   */
  WeightedRoundRobin(List<Server> servers, int loops) {
    this.servers = servers.toArray(Server[]::new);
    this.gained = new int[loops][servers.size()];
    int[] shares = servers.stream().mapToInt(Server::share).toArray();
    int all = IntStream.of(shares).sum();
    // Each loop begins elsewhere, or the heaviest would get the first turn of each.
    for (int loop = 1; loop < loops; loop++) {
      int ahead = (int) Math.min((long) all * loop / loops, MOST_AHEAD);
      for (int i = 0; i < ahead; i++) turn(gained[loop], shares, all);
    }
  }

  private static void turn(int[] own, int[] shares, int all) {
    int richest = 0;
    for (int i = 0; i < own.length; i++) {
      own[i] += shares[i];
      if (own[i] > own[richest]) richest = i;
    }
    own[richest] -= all;
  }

  @Override
  public @Nullable Server next(Collection<Member> tried, int loop, InetSocketAddress client) {
    int[] own = gained[loop];
    int all = 0;
    int richest = -1;
    for (int i = 0; i < servers.length; i++) {
      Server server = servers[i];
      if (!server.serves(tried)) continue;
      int share = server.share();
      own[i] += share;
      all += share;
      if (richest < 0 || own[i] > own[richest]) richest = i;
    }
    if (richest < 0) return null;
    own[richest] -= all;
    return servers[richest];
  }
}
