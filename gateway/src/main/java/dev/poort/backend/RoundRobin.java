package dev.poort.backend;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One after the other, all with the same share, whatever loop they are asked for on. */
final class RoundRobin implements Balancing {
  private final Server[] servers;
  private final AtomicInteger turn;

  /**
   * @param turn how many turns there were; counted on
   */
  RoundRobin(List<Server> servers, AtomicInteger turn) {
    this.servers = servers.toArray(Server[]::new);
    this.turn = turn;
  }

  @Override
  public @Nullable Server next(Collection<Member> tried, int loop, InetSocketAddress client) {
    int eligible = 0;
    for (Server server : servers) {
      if (server.serves(tried)) eligible++;
    }
    if (eligible == 0) return null;
    // Counted over those that serve, so that the neighbour of a member that is down gets no more.
    int skip = eligible == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), eligible);
    Server last = null;
    for (Server server : servers) {
      if (!server.serves(tried)) continue;
      last = server;
      if (skip-- == 0) return server;
    }
    // Fewer than at the first look: a member's health has just changed.
    return last;
  }
}
