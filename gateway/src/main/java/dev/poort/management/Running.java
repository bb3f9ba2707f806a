package dev.poort.management;

import dev.poort.backend.Affinity;
import dev.poort.backend.BoundMember;
import dev.poort.backend.MemberKey;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.Gateway;
import dev.poort.explain.MemberView;
import dev.poort.explain.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
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
    List<MemberView> members = new ArrayList<>();
    for (BackendAddressPool pool : forward.target().pools()) {
      List<BoundMember> bound = BoundMember.of(pool, gateway.settings().bindings());
      for (ServerHealth server : servers(pool, forward.backendHttpSettings())) {
        String name = name(server, bound);
        var address = new HostAndPort(server.address(), server.port());
        BackendHttpSettings how = forward.backendHttpSettings();
        MemberKey key = MemberKey.of(name, address, how, gateway.settings().options().of(how));
        members.add(
            new MemberView(
                pool.name(),
                name,
                key,
                server.health(),
                server.healthProbeLog(),
                server.drained()));
      }
    }
    return members;
  }

  @Override
  public @Nullable Affinity affinity(BackendHttpSettings how) {
    try {
      return gateway.affinity(how);
    } catch (IOException _) {
      return null; // it would not have been applied
    }
  }

  private List<ServerHealth> servers(BackendAddressPool pool, BackendHttpSettings settings) {
    return gateway.backendHealth().backendAddressPools().stream()
        .filter(each -> each.pool().equals(pool.name()))
        .flatMap(each -> each.backendHttpSettingsCollection().stream())
        .filter(each -> each.settings().equals(settings.name()))
        .flatMap(each -> each.servers().stream())
        .toList();
  }

  /** What the pool calls a member; its address when that is all there is. */
  private static String name(ServerHealth server, List<BoundMember> bound) {
    String fqdn = server.fqdn();
    String host = fqdn == null ? server.address() : fqdn;
    return bound.stream()
        .filter(member -> member.address().host().equals(host))
        .filter(member -> member.address().port() == 0 || member.address().port() == server.port())
        .map(BoundMember::name)
        .findFirst()
        .orElse(host);
  }
}
