package dev.poort.websocket;

import dev.poort.backend.Cluster;
import dev.poort.backend.Server;
import dev.poort.telemetry.Health;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** How the sessions of a cluster are spread over its servers, and how they should be. */
final class Shares {
  private final List<Share> all = new ArrayList<>();

  /** One server's. */
  private static final class Share {
    private final Server server;
    private final Deque<Tunnel> held = new ArrayDeque<>();
    private int even;

    Share(Server server) {
      this.server = server;
    }

    int excess() {
      return Math.max(held.size() - even, 0);
    }
  }

  /**
   * @param open the sessions of the gateway
   */
  Shares(Cluster cluster, List<Tunnel> open) {
    for (Server server : cluster.servers()) {
      if (counts(server)) all.add(new Share(server));
    }
    open.stream().sorted(Comparator.comparing(Tunnel::opened)).forEach(this::add);
    long sessions = all.stream().mapToInt(each -> each.held.size()).sum();
    long weights = all.stream().mapToInt(each -> each.server.weight()).sum();
    for (Share share : all) {
      share.even = (int) Math.ceilDiv(sessions * share.server.weight(), Math.max(weights, 1));
    }
  }

  /** Whether it has a share. */
  static boolean counts(Server server) {
    return server.drain() == null && server.health() == Health.UP;
  }

  private void add(Tunnel tunnel) {
    TunnelPlan plan = tunnel.plan();
    for (Share share : all) {
      boolean here =
          share.server.pool().equals(plan.pool()) && share.server.member().equals(plan.member());
      if (here) share.held.add(tunnel);
    }
  }

  /** How many sessions are where others should be. */
  int excess() {
    return all.stream().mapToInt(Share::excess).sum();
  }

  /**
   * Takes sessions from those that have too many, one after the other from whoever has most of
   * these, the oldest first.
   *
   * @param most how many at most
   */
  List<Tunnel> tooMany(int most) {
    List<Tunnel> taken = new ArrayList<>();
    while (taken.size() < most) {
      Share worst = all.stream().max(Comparator.comparingInt(Share::excess)).orElse(null);
      if (worst == null || worst.excess() == 0) break;
      taken.add(worst.held.removeFirst());
    }
    return taken;
  }
}
