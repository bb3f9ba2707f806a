package dev.poort.control;

import dev.poort.backend.Cluster;
import dev.poort.backend.Drain;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Forward;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import dev.poort.http.ListeningSocket;
import dev.poort.websocket.CloseCause;
import dev.poort.websocket.Leave;
import dev.poort.websocket.TunnelPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configuration at work. Immutable; the next one takes over what it keeps.
 *
 * @param gateway what was applied
 * @param settings with which settings
 * @param sockets the bound ports
 * @param listenerPorts where each listener is
 * @param clusters the members
 */
record Applied(
    ApplicationGateway gateway,
    Settings settings,
    Map<PortKey, ListeningSocket> sockets,
    Map<String, PortKey> listenerPorts,
    Clusters clusters) {

  /** The local port of a listener of this configuration. */
  int localPort(HttpListener listener) {
    ListeningSocket socket = socket(listener);
    if (socket == null) throw new IllegalArgumentException("a listener of another configuration");
    return socket.address().getPort();
  }

  private @Nullable ListeningSocket socket(HttpListener listener) {
    PortKey key = listenerPorts.get(listener.name());
    return key == null ? null : sockets.get(key);
  }

  List<BoundListener> listeners() {
    List<BoundListener> bound = new ArrayList<>();
    for (HttpListener listener : gateway.httpListeners()) {
      ListeningSocket socket = socket(listener);
      if (socket == null) continue;
      bound.add(
          new BoundListener(
              listener.name(), listener.protocol(), listener.hostNames(), socket.address()));
    }
    return bound;
  }

  /**
   * Why a session has no place here; null when it has: its listener is there, a rule leads from it
   * to its pool, and its member is there and not drained.
   */
  @Nullable Leave unwanted(TunnelPlan session) {
    if (!hasListener(session)) {
      return new Leave(CloseCause.LISTENER_REMOVED, session.drainTimeout());
    }
    if (!clusters.has(session.pool(), session.member())) {
      return new Leave(CloseCause.MEMBER_REMOVED, session.drainTimeout());
    }
    if (!hasRule(session)) return new Leave(CloseCause.RULE_REMOVED, session.drainTimeout());
    Drain drain = clusters.drain(session.pool(), session.member());
    if (drain == null) return null;
    Duration time = drain.time();
    return new Leave(CloseCause.MEMBER_DRAINED, time == null ? session.drainTimeout() : time);
  }

  /** A rule of another name does as well: the session would be served just so. */
  private boolean hasRule(TunnelPlan session) {
    return gateway.requestRoutingRules().stream()
        .filter(rule -> rule.httpListener().name().equals(session.listener()))
        .flatMap(rule -> rule.target().actions().stream())
        .anyMatch(action -> action instanceof Forward forward && leads(forward, session.pool()));
  }

  private static boolean leads(Forward forward, String pool) {
    return forward.target().pools().stream().anyMatch(each -> each.name().equals(pool));
  }

  /** A listener that speaks another protocol now is not the session's any more. */
  private boolean hasListener(TunnelPlan session) {
    return gateway.httpListeners().stream()
        .anyMatch(
            listener ->
                listener.name().equals(session.listener())
                    && listener.protocol().secure() == session.secure());
  }

  /** Whether every cluster knows whether it has a member that is up. */
  boolean decided() {
    return clusters.all().stream().noneMatch(Cluster::undecided);
  }

  BackendHealth backendHealth() {
    return HealthReport.of(clusters.all());
  }
}
