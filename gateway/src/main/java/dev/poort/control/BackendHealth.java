package dev.poort.control;

import dev.poort.telemetry.Health;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of every member that some rule uses, in the shape of Azure's answer.
 *
 * @param backendAddressPools by pool
 */
public record BackendHealth(List<PoolHealth> backendAddressPools) {
  public BackendHealth {
    backendAddressPools = List.copyOf(backendAddressPools);
  }

  /**
   * One pool.
   *
   * @param pool its name
   * @param backendHttpSettingsCollection by the settings with which rules use it
   */
  public record PoolHealth(String pool, List<SettingsHealth> backendHttpSettingsCollection) {
    public PoolHealth {
      backendHttpSettingsCollection = List.copyOf(backendHttpSettingsCollection);
    }
  }

  /**
   * A pool under one of its settings.
   *
   * @param settings the name of the settings
   * @param servers its members
   */
  public record SettingsHealth(String settings, List<ServerHealth> servers) {
    public SettingsHealth {
      servers = List.copyOf(servers);
    }
  }

  /**
   * One member.
   *
   * @param address its IP address, or the name that cannot be resolved
   * @param port its port
   * @param fqdn the name whose address it is; null when the pool or the bindings have the address
   * @param health whether it answers its probe
   * @param healthProbeLog why, for people
   * @param drained whether it takes nothing new because whoever runs the gateway has said so
   */
  public record ServerHealth(
      String address,
      int port,
      @Nullable String fqdn,
      Health health,
      String healthProbeLog,
      boolean drained) {}
}
