package dev.poort.control;

import dev.poort.backend.Affinity;
import dev.poort.backend.BoundMember;
import dev.poort.backend.Cluster;
import dev.poort.backend.Drain;
import dev.poort.backend.Member;
import dev.poort.backend.Members;
import dev.poort.backend.Place;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendOptions;
import dev.poort.config.BackendTarget;
import dev.poort.config.Bindings;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.LoadDistributionPolicy.Target;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RouteAction;
import dev.poort.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of one configuration: a pool or a policy under its settings, for every pair that a
 * rule uses.
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
   * @throws IOException when there are settings that bind clients and their key cannot be read
   */
  static Clusters of(
      ApplicationGateway gateway, Settings settings, Members members, AffinityKeys keys)
      throws IOException {
    Clusters clusters = new Clusters();
    for (RequestRoutingRule rule : gateway.requestRoutingRules()) {
      for (RouteAction action : rule.target().actions()) {
        if (!(action instanceof Forward forward)) continue;
        Key key = Key.of(forward);
        if (clusters.byKey.containsKey(key)) continue;
        BackendHttpSettings how = forward.backendHttpSettings();
        List<Place> places = places(forward.target(), how, settings.bindings());
        Affinity affinity = affinity(how, settings, keys);
        BackendOptions options = settings.options().of(how);
        clusters.byKey.put(key, members.cluster(forward.target(), how, options, places, affinity));
      }
    }
    return clusters;
  }

  /**
   * What binds clients to members under settings; null when they are not bound.
   *
   * @throws IOException when the key of the cookies cannot be read
   */
  static @Nullable Affinity affinity(BackendHttpSettings how, Settings settings, AffinityKeys keys)
      throws IOException {
    String cookie = how.affinityCookieName();
    return cookie == null ? null : new Affinity(cookie, keys.get(settings.affinityKey()));
  }

  private static List<Place> places(
      BackendTarget target, BackendHttpSettings settings, Bindings bindings) {
    List<Place> places = new ArrayList<>();
    switch (target) {
      case BackendAddressPool pool -> add(pool, 1, settings, bindings, places);
      case LoadDistributionPolicy policy -> {
        for (Target each : policy.targets()) {
          add(each.backendAddressPool(), each.weightPerServer(), settings, bindings, places);
        }
      }
    }
    return places.stream().distinct().toList();
  }

  private static void add(
      BackendAddressPool pool,
      int weight,
      BackendHttpSettings settings,
      Bindings bindings,
      List<Place> places) {
    for (BoundMember member : BoundMember.of(pool, bindings)) {
      HostAndPort at = member.address();
      int port = at.port() == 0 ? settings.port() : at.port();
      places.add(new Place(pool.name(), weight, member.name(), new HostAndPort(at.host(), port)));
    }
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

  /** That a member of a pool takes nothing new; null when it does. */
  @Nullable Drain drain(String pool, Member member) {
    HostAndPort address = member.key().address();
    for (Cluster cluster : byKey.values()) {
      Drain drain = cluster.drain(pool, address);
      if (drain != null) return drain;
    }
    return null;
  }

  /** Whether a pool has a member of that address, whatever its settings and its probe. */
  boolean has(String pool, Member member) {
    HostAndPort address = member.key().address();
    return byKey.values().stream().anyMatch(cluster -> cluster.has(pool, address));
  }
}
