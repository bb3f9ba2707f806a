package dev.poort.control;

import dev.poort.backend.Cluster;
import dev.poort.backend.ProbeOnDemand;
import dev.poort.backend.Server;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Probe;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BackendHealth.SettingsHealth;
import dev.poort.telemetry.Health;
import dev.poort.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds whom a probe on demand asks, and puts the answers in the form of Azure's. */
final class OnDemand {
  private OnDemand() {}

  static @Nullable PoolHealth probe(
      List<Cluster> clusters,
      @Nullable String pool,
      @Nullable String settings,
      Probe probe,
      Transport transport) {
    for (Cluster cluster : clusters) {
      if (!isMeant(settings, cluster.settings().name())) continue;
      for (BackendAddressPool each : cluster.target().pools()) {
        if (isMeant(pool, each.name())) return probe(cluster, each.name(), probe, transport);
      }
    }
    return null;
  }

  private static boolean isMeant(@Nullable String wanted, String name) {
    return wanted == null || wanted.equalsIgnoreCase(name);
  }

  private static PoolHealth probe(Cluster cluster, String pool, Probe probe, Transport transport) {
    List<Server> servers =
        cluster.servers().stream().filter(server -> server.pool().equals(pool)).toList();
    List<ServerHealth> healths =
        ProbeOnDemand.ask(servers, probe, transport).stream().map(OnDemand::health).toList();
    return new PoolHealth(pool, List.of(new SettingsHealth(cluster.settings().name(), healths)));
  }

  private static ServerHealth health(ProbeOnDemand.Answer answer) {
    Server server = answer.server();
    return new ServerHealth(
        server.address().host(),
        server.address().port(),
        server.name(),
        answer.healthy() ? Health.UP : Health.DOWN,
        answer.log(),
        server.drain() != null);
  }
}
