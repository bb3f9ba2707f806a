package dev.poort.control;

import dev.poort.backend.Cluster;
import dev.poort.backend.Server;
import dev.poort.backend.UnresolvedName;
import dev.poort.config.BackendAddressPool;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BackendHealth.SettingsHealth;
import dev.poort.telemetry.Health;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts what the clusters know in the order of Azure's answer: by pool, by settings, by server. */
final class HealthReport {
  private HealthReport() {}

  static BackendHealth of(List<Cluster> clusters) {
    Map<String, Map<String, Set<ServerHealth>>> byPool = new LinkedHashMap<>();
    for (Cluster cluster : clusters) {
      for (BackendAddressPool pool : cluster.target().pools()) {
        // A pool may be used by itself and by a policy, under the same settings.
        byPool
            .computeIfAbsent(pool.name(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(cluster.settings().name(), _ -> new LinkedHashSet<>())
            .addAll(servers(cluster, pool.name()));
      }
    }
    List<PoolHealth> pools = new ArrayList<>();
    byPool.forEach((pool, bySettings) -> pools.add(new PoolHealth(pool, settings(bySettings))));
    return new BackendHealth(pools);
  }

  private static List<SettingsHealth> settings(Map<String, Set<ServerHealth>> bySettings) {
    List<SettingsHealth> settings = new ArrayList<>();
    bySettings.forEach(
        (name, servers) -> settings.add(new SettingsHealth(name, List.copyOf(servers))));
    return settings;
  }

  private static List<ServerHealth> servers(Cluster cluster, String pool) {
    List<ServerHealth> servers = new ArrayList<>();
    for (Server server : cluster.servers()) {
      if (server.pool().equals(pool)) servers.add(health(server));
    }
    for (UnresolvedName name : cluster.unresolved()) {
      if (name.pool().equals(pool)) servers.add(health(name));
    }
    for (Server server : cluster.leaving()) {
      boolean drains = server.member().health() == Health.DRAINING;
      if (drains && server.pool().equals(pool)) servers.add(health(server));
    }
    return servers;
  }

  private static ServerHealth health(Server server) {
    return new ServerHealth(
        server.address().host(),
        server.address().port(),
        server.name(),
        server.health(),
        server.healthLog(),
        server.drain() != null);
  }

  private static ServerHealth health(UnresolvedName name) {
    String trouble = name.trouble();
    return new ServerHealth(
        name.at().host(),
        name.at().port(),
        name.at().host(),
        trouble == null ? Health.UNKNOWN : Health.DOWN,
        trouble == null ? "Not resolved yet." : "The name cannot be resolved: " + trouble + ".",
        false);
  }
}
