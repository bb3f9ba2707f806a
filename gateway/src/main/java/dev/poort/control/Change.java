package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.HttpListener;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.Settings;
import dev.poort.http.Front;
import dev.poort.http.ListeningSocket;
import dev.poort.tls.ListenerTls;
import dev.poort.token.TokenCheck;
import dev.poort.transport.InheritedSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's next configuration on its way. {@link #prepare} does all that may fail and touches
 * nothing that serves; then either {@link #commit} or {@link #discard} ends it.
 */
final class Change {
  private final Gateway gateway;
  private final ApplicationGateway config;
  private final Settings settings;
  private final Map<String, PortKey> listenerPorts = new HashMap<>();
  private final Map<PortKey, List<HttpListener>> listeners = new LinkedHashMap<>();
  private final Map<PortKey, Port> ports = new LinkedHashMap<>();
  private final Map<PortKey, ListeningSocket> sockets = new LinkedHashMap<>();
  private final List<ListeningSocket> opened = new ArrayList<>();
  private final Map<PortKey, ListeningSocket> followers = new LinkedHashMap<>();
  private @Nullable Applied next;

  /**
   * @throws ListenException when a local address is none of this machine
   */
  Change(Gateway gateway, ApplicationGateway config, Settings settings) throws ListenException {
    this.gateway = gateway;
    this.config = config;
    this.settings = settings;
    for (HttpListener listener : config.httpListeners()) {
      PortKey key = PortKey.of(listener, settings);
      listenerPorts.put(listener.name(), key);
      listeners.computeIfAbsent(key, _ -> new ArrayList<>()).add(listener);
    }
  }

  /** The beginning of a gateway's end: it takes nothing new. */
  static Change toNothing(Gateway gone) throws ListenException {
    return new Change(gone, gone.configuration().withoutListeners(), gone.settings());
  }

  Gateway gateway() {
    return gateway;
  }

  /** The gateway's name from now on. */
  String name() {
    return config.name();
  }

  /** Where the gateway will listen. */
  Set<PortKey> ports() {
    return listeners.keySet();
  }

  /** The bound ports that the gateway will let go, by the address that was asked for. */
  Map<InetSocketAddress, ListeningSocket> leaving() {
    Map<InetSocketAddress, ListeningSocket> leaving = new HashMap<>();
    gateway
        .sockets()
        .forEach(
            (key, socket) -> {
              boolean fixed = key.address().getPort() != 0;
              if (fixed && !listeners.containsKey(key)) leaving.put(key.address(), socket);
            });
    return leaving;
  }

  /**
   * Makes all that is new and binds its ports.
   *
   * @param leaving bound ports to be had; those that are taken are taken out
   * @param inherited the same of another process
   * @throws ListenException when a port cannot be bound
   * @throws IOException when a certificate cannot be used, or no key of affinity cookies read
   */
  void prepare(
      Map<InetSocketAddress, ListeningSocket> leaving,
      Map<InetSocketAddress, InheritedSocket> inherited)
      throws IOException {
    // Bound first: a redirect says where its listener really is.
    for (PortKey key : listeners.keySet()) sockets.put(key, socket(key, leaving, inherited));
    Clusters clusters = clusters();
    Applied following = new Applied(config, settings, sockets, Map.copyOf(listenerPorts), clusters);
    Map<EntraJwtValidation, TokenCheck> tokens = tokens();
    for (var entry : listeners.entrySet()) {
      Port port =
          Port.of(
              config,
              settings,
              entry.getValue(),
              clusters,
              following::localPort,
              tokens,
              gateway.front().sessions().counters(),
              new Port.Tls(gateway.ocsp(), tls(entry.getKey())));
      ports.put(entry.getKey(), port);
    }
    next = following;
  }

  private Clusters clusters() throws IOException {
    try {
      return Clusters.of(config, settings, gateway.members(), gateway.affinityKeys());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** What a port that stays bound has now. */
  private @Nullable ListenerTls tls(PortKey key) {
    ListeningSocket kept = gateway.sockets().get(key);
    return kept == null ? null : kept.tls();
  }

  private Map<EntraJwtValidation, TokenCheck> tokens() throws IOException {
    Map<EntraJwtValidation, TokenCheck> checks = new HashMap<>();
    for (EntraJwtValidation validation : validations()) {
      checks.put(validation, gateway.tokenChecks().of(validation));
    }
    return checks;
  }

  private Set<EntraJwtValidation> validations() {
    return config.requestRoutingRules().stream()
        .map(RequestRoutingRule::entraJwtValidation)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private ListeningSocket socket(
      PortKey key,
      Map<InetSocketAddress, ListeningSocket> leaving,
      Map<InetSocketAddress, InheritedSocket> inherited)
      throws IOException {
    ListeningSocket kept = gateway.sockets().get(key);
    if (kept != null) return kept;
    ListeningSocket socket = new ListeningSocket(gateway.front());
    ListeningSocket former = leaving.remove(key.address());
    if (former != null) {
      socket.follow(former);
      followers.put(key, socket);
    } else {
      opened.add(socket);
      InheritedSocket open = inherited.remove(key.address());
      if (open == null) key.bind(socket);
      else socket.inherit(open);
    }
    return socket;
  }

  /** Takes over the ports that others let go; before any of them commits. */
  void takeOver() {
    followers.forEach(
        (key, socket) -> {
          serve(key, socket);
          socket.takeOver();
        });
  }

  /** Serves the next configuration and lets go of what nothing refers to any more. */
  void commit() {
    Applied following = next;
    if (following == null) throw new IllegalStateException("not prepared");
    Applied before = gateway.swap(following);
    Front front = gateway.front();
    sockets.forEach(this::serve);
    // After the sockets, so that no request begins with members that are on their way out.
    gateway.members().use(following.clusters().all());
    gateway.rebalancer().watch(following.clusters().all());
    gateway.tokenChecks().retain(validations());
    if (before == null) return;
    before
        .sockets()
        .forEach(
            (key, socket) -> {
              if (sockets.containsKey(key)) return;
              socket.close();
              front.connections().drain(socket);
            });
    front.sessions().drain();
  }

  private void serve(PortKey key, ListeningSocket socket) {
    Port port = ports.get(key);
    if (port == null) return;
    boolean switched = socket.serve(port.live(), port.tls());
    if (switched) gateway.front().connections().drain(socket);
  }

  /** Undoes what {@link #prepare} has made. */
  void discard() {
    opened.forEach(ListeningSocket::close);
    ports.values().forEach(Port::discard);
    gateway.members().discardFresh();
  }
}
