package dev.poort.control;

import dev.poort.backend.Connector;
import dev.poort.backend.Members;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import dev.poort.http.Connections;
import dev.poort.http.Front;
import dev.poort.http.ListeningSocket;
import dev.poort.telemetry.AccessLog;
import dev.poort.telemetry.Session;
import dev.poort.tls.MemberTls;
import dev.poort.transport.MemberResolver;
import dev.poort.transport.Transport;
import dev.poort.websocket.CloseCause;
import dev.poort.websocket.Sessions;
import dev.poort.websocket.TunnelPlan;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A running gateway. Owns all of its parts: made here, changed by {@link #apply}, ended by {@link
 * #close}. Two gateways in one process share nothing.
 *
 * <p>Every method may be called from any thread but an event loop; {@code apply} and {@code close}
 * take turns.
 */
public final class Gateway implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(10);

  /** How long channels may take to close once the gateway's own bound has passed. */
  private static final Duration LAST_BOUND = Duration.ofSeconds(1);

  private final AccessLog accessLog;
  private final Transport transport;
  private final MemberResolver resolver;
  private final MemberTls memberTls;
  private final Members members;
  private final Front front;
  private volatile @Nullable Applied applied;
  private boolean closed;

  private Gateway(AccessLog accessLog, Transport transport, @Nullable KeyStore trusted) {
    this.accessLog = accessLog;
    this.transport = transport;
    this.resolver = new MemberResolver(transport.sockets());
    this.memberTls = new MemberTls(trusted);
    Connector connector = new Connector(transport.sockets(), resolver, memberTls);
    this.members = new Members(connector, transport);
    Connections connections = new Connections(transport.loops());
    this.front =
        new Front(
            transport, connections, new Sessions(transport.loops(), this::unwanted), accessLog);
  }

  /**
   * Starts a gateway; it takes connections when this returns. Members are probed from now on.
   *
   * @throws ListenException when a port cannot be bound
   * @throws IOException when the access log cannot be opened or a certificate cannot be used
   */
  public static Gateway start(ApplicationGateway config, Settings settings) throws IOException {
    return start(config, settings, null);
  }

  /**
   * The same with CAs of one's own.
   *
   * @param trusted the CAs that sign HTTPS members' certificates; null for the system's
   */
  public static Gateway start(
      ApplicationGateway config, Settings settings, @Nullable KeyStore trusted) throws IOException {
    Transport transport = Transport.open(settings.transport());
    Gateway gateway = new Gateway(openLog(settings, transport), transport, trusted);
    try {
      gateway.apply(config, settings);
      return gateway;
    } catch (IOException | RuntimeException e) {
      gateway.close(Duration.ZERO);
      throw e;
    }
  }

  private static AccessLog openLog(Settings settings, Transport transport) throws IOException {
    try {
      return AccessLog.open(settings.accessLog());
    } catch (IOException e) {
      transport.close();
      throw e;
    }
  }

  /**
   * Changes to another configuration, all or nothing: when this throws, everything goes on as it
   * was. Sockets, members, their connections and sessions that the change does not concern are not
   * touched. What it removes takes nothing new and ends after its drain time.
   *
   * <p>Of the settings, the transport and the access log stay as they were at start.
   *
   * @throws ListenException when a port cannot be bound
   * @throws IOException when a certificate cannot be used
   */
  public synchronized void apply(ApplicationGateway config, Settings settings) throws IOException {
    if (closed) throw new IllegalStateException("the gateway is closed");
    Applied before = applied;
    if (before != null && before.gateway().equals(config) && before.settings().equals(settings)) {
      return;
    }
    Map<PortKey, ListeningSocket> kept = before == null ? Map.of() : before.sockets();
    Map<PortKey, Port> planned = new LinkedHashMap<>();
    List<ListeningSocket> opened = new ArrayList<>();
    Applied next;
    try {
      Map<String, PortKey> listenerPorts = new HashMap<>();
      Map<PortKey, List<HttpListener>> byPort = group(config, settings, listenerPorts);
      // Bound first: a redirect says where its listener really is.
      Map<PortKey, ListeningSocket> sockets = new LinkedHashMap<>();
      for (PortKey key : byPort.keySet()) {
        ListeningSocket socket = kept.get(key);
        if (socket == null) {
          socket = bind(key);
          opened.add(socket);
        }
        sockets.put(key, socket);
      }
      Clusters clusters = Clusters.of(config, settings.bindings(), members);
      next = new Applied(config, settings, sockets, Map.copyOf(listenerPorts), clusters);
      for (var entry : byPort.entrySet()) {
        Port port = Port.of(config, settings, entry.getValue(), clusters, next::localPort);
        planned.put(entry.getKey(), port);
      }
    } catch (IOException | RuntimeException e) {
      opened.forEach(ListeningSocket::close);
      planned.values().forEach(Port::discard);
      members.discardFresh();
      throw e;
    }
    swap(before, next, planned);
  }

  private static Map<PortKey, List<HttpListener>> group(
      ApplicationGateway config, Settings settings, Map<String, PortKey> listenerPorts)
      throws ListenException {
    Map<PortKey, List<HttpListener>> byPort = new LinkedHashMap<>();
    for (HttpListener listener : config.httpListeners()) {
      PortKey key = PortKey.of(listener, settings);
      listenerPorts.put(listener.name(), key);
      byPort.computeIfAbsent(key, _ -> new ArrayList<>()).add(listener);
    }
    return byPort;
  }

  private ListeningSocket bind(PortKey key) throws ListenException {
    ListeningSocket socket = new ListeningSocket(front);
    Throwable refused = socket.bind(key.address());
    if (refused == null) return socket;
    String text = String.valueOf(refused.getMessage());
    String why =
        text.contains("Permission denied")
            ? "this user may not listen on it"
            : refused instanceof BindException || text.contains("in use")
                ? "the port is taken"
                : text;
    InetSocketAddress address = key.address();
    throw new ListenException(address, "cannot listen on " + text(address) + ": " + why, refused);
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private void swap(@Nullable Applied before, Applied next, Map<PortKey, Port> planned) {
    applied = next;
    next.sockets()
        .forEach(
            (key, socket) -> {
              Port port = planned.get(key);
              if (port == null) return;
              boolean switched = socket.serve(port.live(), port.tls());
              if (switched) front.connections().drain(socket);
            });
    // After the sockets, so that no request begins with members that are on their way out.
    members.use(next.clusters().all());
    if (before == null) return;
    before
        .sockets()
        .forEach(
            (key, socket) -> {
              if (next.sockets().containsKey(key)) return;
              socket.close();
              front.connections().drain(socket);
            });
    front.sessions().drain();
  }

  private @Nullable CloseCause unwanted(TunnelPlan session) {
    return now().unwanted(session);
  }

  private Applied now() {
    Applied current = applied;
    if (current == null) throw new IllegalStateException("nothing is applied");
    return current;
  }

  /** What is applied. */
  public ApplicationGateway configuration() {
    return now().gateway();
  }

  /** With which settings. */
  public Settings settings() {
    return now().settings();
  }

  /** The listeners and where they are bound. */
  public List<BoundListener> listeners() {
    return now().listeners();
  }

  /** The health of the members. */
  public BackendHealth backendHealth() {
    return now().backendHealth();
  }

  /** Whether every pool knows by now whether it has a member that answers its probe. */
  public boolean ready() {
    return now().decided();
  }

  /** The open WebSocket sessions, the oldest first. */
  public List<Session> sessions() {
    return front.sessions().snapshot();
  }

  /** How sockets are driven: {@code io_uring}, {@code epoll} or {@code nio}. */
  public String transport() {
    return transport.name();
  }

  /** Where requests are written down. */
  public AccessLog accessLog() {
    return accessLog;
  }

  /** Closes within the settings' shutdown time-out. */
  @Override
  public void close() {
    close(settings().shutdownTimeout());
  }

  /**
   * Takes no more connections, finishes requests, ends sessions with Close 1001, then ends all
   * parts. Closing again does nothing.
   *
   * @param bound how long requests and sessions may take
   * @return whether all ended by themselves
   */
  public synchronized boolean close(Duration bound) {
    if (closed) return true;
    closed = true;
    Applied last = applied;
    if (last != null) last.sockets().values().forEach(ListeningSocket::close);
    front.connections().drainAll();
    boolean clean = awaitEnd(bound);
    if (!clean) front.connections().endAll();
    members.close();
    // The loops end what is left, but only closed channels have given back all that they hold.
    await(LAST_BOUND, () -> open() == 0 && members.connections() == 0);
    resolver.close();
    transport.close();
    memberTls.close();
    accessLog.close();
    return clean;
  }

  private boolean awaitEnd(Duration bound) {
    return await(
        bound,
        () -> {
          // Asked again and again, as a handshake may just have become a session.
          front.sessions().close(_ -> true, CloseCause.SHUTDOWN);
          return open() == 0;
        });
  }

  private int open() {
    return front.connections().count() + front.sessions().count();
  }

  private static boolean await(Duration bound, BooleanSupplier condition) {
    long end = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) return false;
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }
}
