package dev.poort.explain;

import dev.poort.backend.Affinity;
import dev.poort.backend.BoundMember;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendOptions;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that does not run: everything is where the bindings say, and nobody asks the members.
 *
 * @param settings what is Poort's own, with the bindings of the gateway
 */
public record AtRest(Settings settings) implements Surroundings {
  @Override
  public HostAndPort address(HttpListener listener) {
    return settings.bindings().listener(listener);
  }

  @Override
  public @Nullable Affinity affinity(BackendHttpSettings how) {
    String cookie = how.affinityCookieName();
    String key = settings.affinityKey().text();
    // A file of a key is made by gateways that run, and is theirs alone to read.
    if (cookie == null || key == null) return null;
    return new Affinity(cookie, key.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<MemberView> members(Forward forward) {
    BackendHttpSettings how = forward.backendHttpSettings();
    BackendOptions options = settings.options().of(how);
    List<MemberView> members = new ArrayList<>();
    for (BackendAddressPool pool : forward.target().pools()) {
      for (BoundMember member : BoundMember.of(pool, settings.bindings())) {
        members.add(
            new MemberView(pool.name(), member.name(), member.key(how, options), null, "", false));
      }
    }
    return members;
  }
}
