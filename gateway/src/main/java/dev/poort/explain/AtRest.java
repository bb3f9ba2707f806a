package dev.poort.explain;

import dev.poort.backend.BoundMember;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Bindings;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway that does not run: everything is where the bindings say, and nobody asks the members.
 *
 * @param bindings those of the gateway
 */
public record AtRest(Bindings bindings) implements Surroundings {
  @Override
  public HostAndPort address(HttpListener listener) {
    return bindings.listener(listener);
  }

  @Override
  public List<MemberView> members(Forward forward) {
    List<MemberView> members = new ArrayList<>();
    for (BackendAddressPool pool : forward.target().pools()) {
      for (BoundMember member : BoundMember.of(pool, bindings)) {
        members.add(
            new MemberView(
                pool.name(), member.name(), member.key(forward.backendHttpSettings()), null, ""));
      }
    }
    return members;
  }
}
