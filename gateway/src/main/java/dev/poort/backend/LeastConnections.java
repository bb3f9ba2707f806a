package dev.poort.backend;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server with the fewest requests and sessions at work in proportion to its weight; those that
 * are equal have their turns by weight, as in {@link WeightedRoundRobin}.
 */
final class LeastConnections implements Balancing {
  private final Server[] servers;
  private final int[][] gained;

  /**
   * @param loops how many loops there are
   */
  LeastConnections(List<Server> servers, int loops) {
    this.servers = servers.toArray(Server[]::new);
    this.gained = new int[loops][servers.size()];
  }

  @Override
  public @Nullable Server next(Collection<Member> tried, int loop, InetSocketAddress client) {
    long least = -1;
    long weight = 1;
    for (Server server : servers) {
      if (!server.serves(tried)) continue;
      long load = server.member().load();
      if (least < 0 || load * weight < least * server.weight()) {
        least = load;
        weight = server.weight();
      }
    }
    return least < 0 ? null : amongEqual(tried, gained[loop], least, weight);
  }

  private @Nullable Server amongEqual(
      Collection<Member> tried, int[] own, long least, long weight) {
    int all = 0;
    int richest = -1;
    for (int i = 0; i < servers.length; i++) {
      Server server = servers[i];
      // Another loop may just have given one of them more, or less.
      if (!server.serves(tried)) continue;
      if (server.member().load() * weight > least * server.weight()) continue;
      own[i] += server.weight();
      all += server.weight();
      if (richest < 0 || own[i] > own[richest]) richest = i;
    }
    if (richest >= 0) own[richest] -= all;
    return richest < 0 ? first(tried) : servers[richest];
  }

  private @Nullable Server first(Collection<Member> tried) {
    for (Server server : servers) {
      if (server.serves(tried)) return server;
    }
    return null;
  }
}
