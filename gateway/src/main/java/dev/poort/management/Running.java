package dev.poort.management;

import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.Gateway;
import dev.poort.explain.AtRest;
import dev.poort.explain.MemberView;
import dev.poort.explain.Surroundings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that runs: its listeners are where the kernel has put them, its members as well as
 * their probes say.
 *
 * @param gateway which
 */
record Running(Gateway gateway) implements Surroundings {
  @Override
  public HostAndPort address(HttpListener listener) {
    return gateway.listeners().stream()
        .filter(bound -> bound.name().equals(listener.name()))
        .map(
            bound ->
                new HostAndPort(
                    bound.address().getAddress().getHostAddress(), bound.address().getPort()))
        .findFirst()
        .orElseGet(() -> gateway.settings().bindings().listener(listener));
  }

  @Override
  public List<MemberView> members(Forward forward) {
    List<ServerHealth> known = known(forward);
    return new AtRest(gateway.settings().bindings())
        .members(forward).stream().map(member -> withHealth(member, known)).toList();
  }

  private List<ServerHealth> known(Forward forward) {
    return gateway.backendHealth().backendAddressPools().stream()
        .filter(pool -> pool.pool().equals(forward.target().name()))
        .flatMap(pool -> pool.backendHttpSettingsCollection().stream())
        .filter(settings -> settings.settings().equals(forward.backendHttpSettings().name()))
        .flatMap(settings -> settings.servers().stream())
        .toList();
  }

  private static MemberView withHealth(MemberView member, List<ServerHealth> known) {
    @Nullable ServerHealth own =
        known.stream().filter(server -> isOf(server, member)).findFirst().orElse(null);
    return own == null
        ? member
        : new MemberView(
            member.pool(), member.name(), member.key(), own.health(), own.healthProbeLog());
  }

  private static boolean isOf(ServerHealth server, MemberView member) {
    HostAndPort address = member.key().address();
    return server.address().equals(address.host()) && server.port() == address.port();
  }
}
