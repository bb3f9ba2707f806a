package dev.poort.backend;

import dev.poort.config.HostAndPort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a cluster at one moment. Immutable; a cluster whose names have other addresses now
 * gets another.
 *
 * @param servers those in their places, in the pools' order
 * @param leaving those that serve whom they are bound to until their drain time ends
 * @param unresolved the names that have no address
 * @param balancing whose turn it is among the first
 * @param bound both by the value of their cookie; empty when clients are not bound
 */
record Roster(
    List<Server> servers,
    List<Leaving> leaving,
    List<UnresolvedName> unresolved,
    Balancing balancing,
    Map<String, Server> bound) {
  static Roster of(
      List<Server> servers,
      List<Leaving> leaving,
      List<UnresolvedName> unresolved,
      Balancing balancing) {
    Map<String, Server> bound = new HashMap<>();
    leaving.forEach(each -> bind(each.server(), bound));
    servers.reversed().forEach(each -> bind(each, bound));
    return new Roster(
        List.copyOf(servers),
        List.copyOf(leaving),
        List.copyOf(unresolved),
        balancing,
        Map.copyOf(bound));
  }

  private static void bind(Server server, Map<String, Server> bound) {
    Affinity.Bond bond = server.bond();
    if (bond != null) bound.put(bond.value(), server);
  }

  /** Whether a server of that pool and address is in its place. */
  boolean has(String pool, HostAndPort address) {
    for (Server server : servers) {
      if (server.pool().equals(pool) && server.address().equals(address)) return true;
    }
    return false;
  }

  /** The server that is a member, in its place or leaving; null when there is none. */
  @Nullable Server of(Member member) {
    for (Server server : servers) {
      if (server.member().equals(member)) return server;
    }
    for (Leaving each : leaving) {
      if (each.server().member().equals(member)) return each.server();
    }
    return null;
  }

  /**
   * A server that was removed.
   *
   * @param server it keeps what it has, and whoever is bound to it
   * @param until when that ends, see {@link System#nanoTime}
   */
  record Leaving(Server server, long until) {
    boolean over(long now) {
      return now - until >= 0;
    }
  }
}
