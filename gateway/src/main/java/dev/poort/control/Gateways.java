package dev.poort.control;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;
import dev.poort.config.SignIn;
import dev.poort.http.ListeningSocket;
import dev.poort.transport.InheritedSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The running gateways of a process, each under its resource id: begun, changed and ended together.
 *
 * <p>Every method may be called from any thread but an event loop; changes and {@code close} take
 * turns.
 */
public final class Gateways implements AutoCloseable {
  private static final String DEFAULT_GROUP =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/poort";

  private final SharedParts shared;
  private final Set<Gateway> ending = ConcurrentHashMap.newKeySet();
  private final ReentrantLock turn = new ReentrantLock();

  /** By their ids in lower case, in the order of their beginning or of their file. */
  private volatile Map<String, Gateway> running = Map.of();

  private volatile Settings settings;
  private Map<String, Gateway> following = Map.of();
  private Settings followingSettings;
  private boolean closed;

  private Gateways(SharedParts shared, Settings settings) {
    this.shared = shared;
    this.settings = settings;
    followingSettings = settings;
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
   * <p>Of the settings, the transport and the access log stay as they were at start. Each gateway
   * is known by the id that {@link #idOf} makes of its name.
   *
   * @return which gateways the change concerned
   * @throws ListenException when a port cannot be bound
   * @throws IOException when a certificate cannot be used
   */
  public Difference apply(List<ApplicationGateway> configs, Settings settings) throws IOException {
    return apply(configs, settings, new HashMap<>());
  }

  private Difference apply(
      List<ApplicationGateway> configs,
      Settings settings,
      Map<InetSocketAddress, InheritedSocket> inherited)
      throws IOException {
    try (PreparedChange change = begin()) {
      Map<String, Gateway> next = new LinkedHashMap<>();
      Succession succession = Succession.of(all(), configs);
      for (ApplicationGateway config : configs) {
        Gateway heir = succession.heirs().get(config.name());
        next.put(key(idOf(config.name())), changed(heir, config, settings, change));
      }
      for (Gateway gone : succession.gone()) change.ends(gone);
      change.prepare(inherited);
      following = next;
      followingSettings = settings;
      return change.commit();
    }
  }

  /**
   * Prepares a change of some gateways; the others are neither touched nor looked at, save for the
   * ports that they hold.
   *
   * @param changed by resource id what each is to run; empty for one that ends
   * @return what the caller commits and, in any case, closes
   * @throws ListenException when a port cannot be bound, be it that another of the gateways has it
   * @throws IOException when a certificate cannot be used
   */
  public PreparedChange prepare(Map<String, Optional<ApplicationGateway>> changed)
      throws IOException {
    PreparedChange change = begin();
    try {
      Map<String, Gateway> next = new LinkedHashMap<>(running);
      for (var each : changed.entrySet()) {
        Gateway now = running.get(key(each.getKey()));
        if (each.getValue().isPresent()) {
          ApplicationGateway config = each.getValue().get();
          next.put(key(each.getKey()), changed(now, config, settings, change));
        } else if (now != null) {
          next.remove(key(each.getKey()));
          change.ends(now);
        }
      }
      TakenPorts.check(next.values(), change.changes());
      change.prepare(new HashMap<>());
      following = next;
      followingSettings = settings;
      return change;
    } catch (IOException | RuntimeException e) {
      change.close();
      throw e;
    }
  }

  private Gateway changed(
      @Nullable Gateway now, ApplicationGateway config, Settings settings, PreparedChange change)
      throws ListenException {
    Gateway gateway = now;
    if (gateway == null) {
      gateway = new Gateway(shared);
      change.begins(gateway);
    }
    // Who may call is none of a gateway's concern: another user changes no gateway.
    Settings own =
        settings.withBindings(settings.bindings().of(config.name())).withSignIn(SignIn.NONE);
    if (!gateway.runs(config, own)) change.changes(new Change(gateway, config, own));
    return gateway;
  }

  private PreparedChange begin() {
    turn.lock();
    if (closed) {
      turn.unlock();
      throw new IllegalStateException("the gateways are closed");
    }
    return new PreparedChange(this);
  }

  /** What was prepared last serves. */
  void committed(List<Gateway> gone) {
    running = Collections.unmodifiableMap(following);
    settings = followingSettings;
    gone.forEach(this::retire);
  }

  /** The change under way is over. */
  void ended() {
    turn.unlock();
  }

  /** The id of a gateway of which only the name is said: one in the group {@code poort}. */
  public static String idOf(String name) {
    return DEFAULT_GROUP + "/providers/Microsoft.Network/applicationGateways/" + name;
  }

  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
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

  /** The gateways in the file's order, or in that of their beginning. */
  public List<Gateway> all() {
    return List.copyOf(running.values());
  }

  /** The gateway of a resource id, in any letter case; null when none runs. */
  public @Nullable Gateway at(String id) {
    return running.get(key(id));
  }

  /** The resource id of a gateway; {@code /} of one that was removed. */
  public String idOf(Gateway gateway) {
    return running.entrySet().stream()
        .filter(each -> each.getValue().equals(gateway))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("/");
  }

  /**
   * Lets others call the management address from now on; the gateways go on as they are.
   *
   * @param signIn who may
   */
  public void admit(SignIn signIn) {
    turn.lock();
    try {
      settings = settings.withSignIn(signIn);
    } finally {
      turn.unlock();
    }
  }

  /** Those that were removed and still have sessions or requests. */
  public List<Gateway> ending() {
    return List.copyOf(ending);
  }

  /**
   * The gateway of a name; of several with one name in different groups the first.
   *
   * @param name its name or its resource id, in any letter case
   * @return null when there is none
   */
  public @Nullable Gateway get(String name) {
    if (name.startsWith("/")) return at(name);
    return running.values().stream()
        .filter(gateway -> gateway.configuration().name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /** What is applied. */
  public List<ApplicationGateway> configurations() {
    return running.values().stream().map(Gateway::configuration).toList();
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
    return running.values().stream().allMatch(Gateway::ready);
  }

  /** The bound ports by where they were asked to be, with the port that they have. */
  Map<InetSocketAddress, ListeningSocket> sockets() {
    Map<InetSocketAddress, ListeningSocket> sockets = new LinkedHashMap<>();
    for (Gateway gateway : running.values()) {
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
   * Ends all gateways because another process serves in their place: they take no more connections,
   * finish requests, and let sessions go until they end or their turn comes. Returns when all have
   * ended.
   *
   * @param time over which sessions are asked to leave
   */
  public void handOver(Duration time) {
    List<Gateway> all;
    turn.lock();
    try {
      if (closed) return;
      closed = true;
      all = all();
    } finally {
      turn.unlock();
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
  public boolean close(Duration bound) {
    turn.lock();
    try {
      closed = true;
      List<Future<Boolean>> ends;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        ends =
            Stream.concat(running.values().stream(), ending.stream())
                .map(gateway -> threads.submit(() -> gateway.close(bound)))
                .toList();
      }
      return ends.stream().allMatch(Future::resultNow);
    } finally {
      turn.unlock();
    }
  }
}
