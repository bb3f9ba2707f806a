package dev.poort.control;

import dev.poort.backend.Cluster;
import dev.poort.backend.Member;
import dev.poort.backend.MemberKey;
import dev.poort.backend.Members;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendTarget;
import dev.poort.config.BackendOptions;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RouteAction;
import dev.poort.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clusters of one configuration: a pool under its settings, for every pair that a rule uses.
 */
final class Clusters {
  private record Key(BackendTarget target, String settings) {
    static Key of(Forward forward) {
      return new Key(forward.target(), forward.backendHttpSettings().name());
    }
  }

  private final Map<Key, Cluster> byKey = new LinkedHashMap<>();

  /**
   * Makes the clusters; members that are known already stay as they are.
   *
   * @param local what poort.json says
   */
  static Clusters of(ApplicationGateway gateway, Settings local, Members members) {
    Clusters clusters = new Clusters();
    for (RequestRoutingRule rule : gateway.requestRoutingRules()) {
      for (RouteAction action : rule.target().actions()) {
        if (action instanceof Forward forward) clusters.add(forward, local, members);
      }
    }
    return clusters;
  }

  private void add(Forward forward, Settings local, Members members) {
    BackendTarget target = forward.target();
    BackendHttpSettings settings = forward.backendHttpSettings();
    byKey.computeIfAbsent(
        Key.of(forward),
        _ -> {
          List<Member> found = new ArrayList<>();
          for (BackendAddressPool pool : target.pools()) {
            found.addAll(members(pool, settings, local, members));
          }
          return new Cluster(target, settings, found.stream().distinct().toList());
        });
  }

  private static List<Member> members(
      BackendAddressPool pool, BackendHttpSettings settings, Settings local, Members members) {
    List<Member> found = new ArrayList<>();
    List<HostAndPort> wholePool = local.bindings().member(pool.name());
    if (wholePool != null) {
      for (HostAndPort address : wholePool) {
        found.add(members.get(key(address.host(), address, settings, local)));
      }
      return List.copyOf(found);
    }
    for (String name : pool.members()) {
      List<HostAndPort> bound = local.bindings().member(name);
      if (bound == null) bound = List.of(new HostAndPort(name, settings.port()));
      for (HostAndPort address : bound) found.add(members.get(key(name, address, settings, local)));
    }
    return found.stream().distinct().toList();
  }

  private static MemberKey key(
      String name, HostAndPort address, BackendHttpSettings settings, Settings local) {
    int port = address.port() == 0 ? settings.port() : address.port();
    BackendOptions options = local.options().of(settings);
    return MemberKey.of(name, new HostAndPort(address.host(), port), settings, options);
  }

  /** The cluster of an action. */
  Cluster of(Forward forward) {
    Cluster cluster = byKey.get(Key.of(forward));
    if (cluster == null) throw new IllegalArgumentException("a rule of another configuration");
    return cluster;
  }

  List<Cluster> all() {
    return List.copyOf(byKey.values());
  }

  /** Whether a pool has a member of that address, whatever its settings and its probe. */
  boolean has(String pool, Member member) {
    HostAndPort address = member.key().address();
    return byKey.values().stream()
        .filter(cluster -> cluster.target().name().equals(pool))
        .flatMap(cluster -> cluster.members().stream())
        .anyMatch(each -> each.key().address().equals(address));
  }
}
