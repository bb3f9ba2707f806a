package dev.poort.backend;

import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendOptions;
import dev.poort.config.Bindings;
import dev.poort.config.HostAndPort;
import java.util.ArrayList;
import java.util.List;

/**
 * A member of a pool and where it is on this machine.
 *
 * @param name what the pool calls it; its address where the whole pool is bound
 * @param address where it is; port 0 for that of the settings
 */
public record BoundMember(String name, HostAndPort address) {
  /**
   * The members of a pool: what the bindings say of the pool, or of each, or as the pool has it.
   */
  public static List<BoundMember> of(BackendAddressPool pool, Bindings bindings) {
    List<BoundMember> found = new ArrayList<>();
    List<HostAndPort> wholePool = bindings.member(pool.name());
    if (wholePool != null) {
      for (HostAndPort each : wholePool) found.add(new BoundMember(each.host(), each));
      return found;
    }
    for (String name : pool.members()) {
      List<HostAndPort> bound = bindings.member(name);
      if (bound == null) bound = List.of(new HostAndPort(name, 0));
      for (HostAndPort each : bound) found.add(new BoundMember(name, each));
    }
    return found;
  }

  /**
   * What makes it the same member under its settings.
   *
   * @param options what poort.json adds to them
   */
  public MemberKey key(BackendHttpSettings settings, BackendOptions options) {
    int port = address.port() == 0 ? settings.port() : address.port();
    return MemberKey.of(name, new HostAndPort(address.host(), port), settings, options);
  }
}
