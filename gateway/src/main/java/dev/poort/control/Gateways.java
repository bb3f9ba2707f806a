package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;
import dev.poort.http.ListeningSocket;
import dev.poort.transport.InheritedSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The running gateways of a process, each under its name: begun, changed and ended together.
 *
 * <p>Every method may be called from any thread but an event loop; {@code apply} and {@code close}
 * take turns.
 */
public final class Gateways implements AutoCloseable {
  private final SharedParts shared;
  private final Set<Gateway> ending = ConcurrentHashMap.newKeySet();
  private volatile List<Gateway> running = List.of();
  private volatile Settings settings;
  private boolean closed;

  private Gateways(SharedParts shared, Settings settings) {
    this.shared = shared;
    this.settings = settings;
  }

  /**
   * Starts gateways; they take connections when this returns. Members are probed from now on.
   *
   * @param shared what they run on; stays the caller's, who closes it after them
   * @param configs the gateways, no two of one name
   * @param settings with which settings; each takes the bindings that hold for it
   * @throws ListenException when a port cannot be bound; nothing is left running
   * @throws IOException when a certificate cannot be used; nothing is left running
   */
  public static Gateways start(
      SharedParts shared, List<ApplicationGateway> configs, Settings settings) throws IOException {
    return start(shared, configs, settings, new HashMap<>());
  }

  /**
   * The same with listening sockets of another process; these take no connections before {@link
   * #resume}.
   *
   * @param inherited by where they listen; those that are used are taken out
   */
  public static Gateways start(
      SharedParts shared,
      List<ApplicationGateway> configs,
      Settings settings,
      Map<InetSocketAddress, InheritedSocket> inherited)
      throws IOException {
    Gateways gateways = new Gateways(shared, settings);
    gateways.apply(configs, settings, inherited);
    return gateways;
  }

  /**
   * Changes to other configurations, all or nothing: when this throws, everything goes on as it
   * was. A gateway that stays as it is is not touched, nor are the ports, members, connections and
   * sessions of one that changes, unless the change concerns them. A removed one takes nothing new;
   * its requests end, its sessions after their drain time. A port may pass from one to another.
   *
   * <p>Of the settings, the transport and the access log stay as they were at start.
   *
   * @return which gateways the change concerned
   * @throws ListenException when a port cannot be bound
   * @throws IOException when a certificate cannot be used
   */
  public Difference apply(List<ApplicationGateway> configs, Settings settings)
      throws IOException {
    return apply(configs, settings, new HashMap<>());
  }

  private synchronized Difference apply(
      List<ApplicationGateway> configs,
      Settings settings,
      Map<InetSocketAddress, InheritedSocket> inherited)
      throws IOException {
    if (closed) throw new IllegalStateException("the gateways are closed");
    Succession succession = Succession.of(running, configs);
    List<Gateway> next = new ArrayList<>();
    List<Gateway> fresh = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    try {
      for (ApplicationGateway config : configs) {
        Gateway gateway = succession.heirs().get(config.name());
        if (gateway == null) {
          gateway = new Gateway(shared);
          fresh.add(gateway);
        }
        next.add(gateway);
        Settings own = settings.withBindings(settings.bindings().of(config.name()));
        if (!gateway.runs(config, own)) changes.add(new Change(gateway, config, own));
      }
      for (Gateway gone : succession.gone()) changes.add(Change.toNothing(gone));
      prepare(changes, inherited);
    } catch (IOException | RuntimeException e) {
      changes.forEach(Change::discard);
      fresh.forEach(gateway -> gateway.close(Duration.ZERO));
      throw e;
    }
    Difference difference = Difference.of(changes, fresh, succession.gone());
    changes.forEach(Change::takeOver);
    changes.forEach(Change::commit);
    running = List.copyOf(next);
    this.settings = settings;
    succession.gone().forEach(this::retire);
    return difference;
  }

  private static void prepare(
      List<Change> changes, Map<InetSocketAddress, InheritedSocket> inherited)
      throws IOException {
    Map<InetSocketAddress, ListeningSocket> leaving = new HashMap<>();
    for (Change change : changes) leaving.putAll(change.leaving());
    for (Change change : changes) change.prepare(leaving, inherited);
  }

  /** Ends a gateway by and by, on a thread of its own. */
  private void retire(Gateway gone) {
    ending.add(gone);
    Thread.startVirtualThread(
        () -> {
          gone.retire();
          ending.remove(gone);
        });
  }

  /** The gateways in the file's order. */
  public List<Gateway> all() {
    return running;
  }

  /** Those that were removed and still have sessions or requests. */
  public List<Gateway> ending() {
    return List.copyOf(ending);
  }

  /**
   * The gateway of a name.
   *
   * @param name in any letter case
   * @return null when there is none
   */
  public @Nullable Gateway get(String name) {
    return running.stream()
        .filter(gateway -> gateway.configuration().name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /** What is applied. */
  public List<ApplicationGateway> configurations() {
    return running.stream().map(Gateway::configuration).toList();
  }

  /** With which settings. */
  public Settings settings() {
    return settings;
  }

  /** What the gateways run on. */
  public SharedParts shared() {
    return shared;
  }

  /** Whether every pool of every gateway knows whether it has a member that answers its probe. */
  public boolean ready() {
    return running.stream().allMatch(Gateway::ready);
  }

  /** The bound ports by where they were asked to be, with the port that they have. */
  Map<InetSocketAddress, ListeningSocket> sockets() {
    Map<InetSocketAddress, ListeningSocket> sockets = new LinkedHashMap<>();
    for (Gateway gateway : running) {
      gateway
          .sockets()
          .forEach(
              (key, socket) -> {
                var address = key.address().getAddress();
                sockets.put(new InetSocketAddress(address, socket.address().getPort()), socket);
              });
    }
    return sockets;
  }

  /** Takes no connections for the time being; those that come wait in the kernel. */
  void pause() {
    sockets().values().forEach(ListeningSocket::pause);
  }

  /** Takes connections, those that wait first. */
  public void resume() {
    sockets().values().forEach(ListeningSocket::resume);
  }

  /**
   * Ends all gateways because another process serves in their place: they take no more
   * connections, finish requests, and let sessions go until they end or their turn comes. Returns
   * when all have ended.
   *
   * @param time over which sessions are asked to leave
   */
  public void handOver(Duration time) {
    List<Gateway> all;
    synchronized (this) {
      if (closed) return;
      closed = true;
      all = running;
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(gateway -> threads.submit(() -> gateway.handOver(time)));
    }
    close(Duration.ZERO);
  }

  /** Closes within the settings' shutdown time-out. */
  @Override
  public void close() {
    close(settings.shutdownTimeout());
  }

  /**
   * Ends all gateways at once: they take no more connections, finish requests, end sessions with
   * Close 1001. Closing again does nothing.
   *
   * @param bound how long requests and sessions may take
   * @return whether all ended by themselves
   */
  public synchronized boolean close(Duration bound) {
    closed = true;
    List<Future<Boolean>> ends;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ends =
          Stream.concat(running.stream(), ending.stream())
              .map(gateway -> threads.submit(() -> gateway.close(bound)))
              .toList();
    }
    return ends.stream().allMatch(Future::resultNow);
  }
}
