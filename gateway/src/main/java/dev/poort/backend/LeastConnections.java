package dev.poort.backend;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server with the fewest requests and sessions at work in proportion to its weight; those that
 * are equal have their turns by weight, as in {@link WeightedRoundRobin}.
 *
 * <p>While the share of one grows, each counts as if it had one more: else a server that has
 * nothing would have every turn, however small its share.
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
    int more = growing(tried) ? 1 : 0;
    long least = -1;
    long share = 1;
    for (Server server : servers) {
      if (!server.serves(tried)) continue;
      long load = (long) server.member().load() + more;
      int own = server.share();
      if (least < 0 || load * share < least * own) {
        least = load;
        share = own;
      }
    }
    return least < 0 ? null : amongEqual(tried, gained[loop], least, share, more);
  }

  private boolean growing(Collection<Member> tried) {
    for (Server server : servers) {
      if (server.growing() && server.serves(tried)) return true;
    }
    return false;
  }

  private @Nullable Server amongEqual(
      Collection<Member> tried, int[] own, long least, long share, int more) {
    int all = 0;
    int richest = -1;
    for (int i = 0; i < servers.length; i++) {
      Server server = servers[i];
      // Another loop may just have given one of them more, or less.
      if (!server.serves(tried)) continue;
      int its = server.share();
      if (((long) server.member().load() + more) * share > least * its) continue;
      own[i] += its;
      all += its;
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
