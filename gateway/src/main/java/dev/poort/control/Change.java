package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import dev.poort.http.Front;
import dev.poort.http.ListeningSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<PortKey, ListeningSocket> opened = new LinkedHashMap<>();
  private final Map<ListeningSocket, ListeningSocket> takenOver = new LinkedHashMap<>();
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
   * @throws ListenException when a port cannot be bound
   * @throws IOException when a certificate cannot be used
   */
  void prepare(Map<InetSocketAddress, ListeningSocket> leaving) throws IOException {
    Clusters clusters = Clusters.of(config, settings.bindings(), gateway.members());
    for (var entry : listeners.entrySet()) {
      ports.put(entry.getKey(), Port.of(config, settings, entry.getValue(), clusters));
    }
    for (var entry : ports.entrySet()) {
      sockets.put(entry.getKey(), socket(entry.getKey(), entry.getValue(), leaving));
    }
    next = new Applied(config, settings, sockets, Map.copyOf(listenerPorts), clusters);
  }

  private ListeningSocket socket(
      PortKey key, Port port, Map<InetSocketAddress, ListeningSocket> leaving)
      throws ListenException {
    ListeningSocket kept = gateway.sockets().get(key);
    if (kept != null) return kept;
    Front front = gateway.front();
    ListeningSocket socket = new ListeningSocket(front, port.live(), port.tls());
    ListeningSocket former = leaving.remove(key.address());
    if (former != null) {
      takenOver.put(socket, former);
    } else {
      opened.put(key, socket);
      key.bind(socket);
    }
    return socket;
  }

  /** Takes over the ports that others let go; before any of them commits. */
  void takeOver() {
    takenOver.forEach(ListeningSocket::takeOver);
  }

  /** Serves the next configuration and lets go of what nothing refers to any more. */
  void commit() {
    Applied following = next;
    if (following == null) throw new IllegalStateException("not prepared");
    Applied before = gateway.swap(following);
    Front front = gateway.front();
    sockets.forEach(
        (key, socket) -> {
          Port port = ports.get(key);
          if (port == null) return;
          boolean switched = socket.serve(port.live(), port.tls());
          if (switched) front.connections().drain(socket);
        });
    // After the sockets, so that no request begins with members that are on their way out.
    gateway.members().use(following.clusters().all());
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

  /** Undoes what {@link #prepare} has made. */
  void discard() {
    ports.forEach(
        (key, port) -> {
          ListeningSocket socket = opened.get(key);
          if (socket == null) {
            port.discard();
            return;
          }
          // Clients may have come by it.
          socket.close();
          gateway.front().connections().drain(socket);
        });
    gateway.members().discardFresh();
  }
}
