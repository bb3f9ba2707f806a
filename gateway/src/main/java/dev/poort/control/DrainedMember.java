package dev.poort.control;

import dev.poort.backend.Server;
import dev.poort.websocket.TunnelPlan;
import java.util.List;

/**
 * A member that was drained, or is back.
 *
 * @param pool its pool
 * @param member where it is, {@code host:port}
 */
public record DrainedMember(String pool, String member) {
  static List<DrainedMember> of(List<Server> servers) {
    return servers.stream()
        .map(each -> new DrainedMember(each.pool(), each.address().toString()))
        .toList();
  }

  /** Who serves a session. */
  static DrainedMember of(TunnelPlan session) {
    return new DrainedMember(session.pool(), session.member().name());
  }
}
