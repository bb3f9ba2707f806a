package dev.poort.explain;

import dev.poort.backend.Affinity;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of an explanation depends on whether the gateway runs. */
public interface Surroundings {
  /** Where a listener is on this machine; port 0 when the kernel will choose. */
  HostAndPort address(HttpListener listener);

  /** What binds clients to members; null when they are not bound, or its key is not known. */
  @Nullable Affinity affinity(BackendHttpSettings settings);

  /** The members behind an action, in the order of its pools. */
  List<MemberView> members(Forward forward);
}
