package dev.poort.explain;

import dev.poort.config.Forward;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import java.util.List;

/** What of an explanation depends on whether the gateway runs. */
public interface Surroundings {
  /** Where a listener is on this machine; port 0 when the kernel will choose. */
  HostAndPort address(HttpListener listener);

  /** The members behind an action, in the order of its pools. */
  List<MemberView> members(Forward forward);
}
