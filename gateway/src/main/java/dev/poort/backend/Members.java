package dev.poort.backend;

import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendOptions;
import dev.poort.config.BackendTarget;
import dev.poort.config.BackendTls;
import dev.poort.telemetry.Health;
import dev.poort.transport.MemberResolver;
import dev.poort.transport.Transport;
import io.netty.channel.EventLoop;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Every member of a running gateway with its prober, and every name that leads to some. A new
 * configuration asks for {@link #cluster clusters}, whose members are those that are there already
 * where they can be.
 *
 * <pre>
 *  prepared ─ use ─▶ in use ─ no cluster has it ─▶ draining ─ drain time over ─▶ ended
 *      └ discard        ▲                              │
 *                       └───── a cluster has it again ─┘
 * </pre>
 *
 * <p>Changed by the control thread and by the loops on which names are resolved, one at a time;
 * nothing waits while it holds the lock.
 */
public final class Members implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Members.class);

  private final Connector connector;
  private final MemberResolver resolver;
  private final Transport transport;
  private final Runnable left;
  private final Map<MemberKey, MemberLife> lives = new HashMap<>();
  private final Map<String, NameWatch> names = new HashMap<>();
  private List<Cluster> inUse = List.of();
  private Map<ClusterName, List<Cluster>> inUseByName = Map.of();
  private volatile List<Cluster> listeners = List.of();
  private final Drains drains = new Drains();
  private int nextLoop;
  private boolean closed;

  /**
   * @param connector opens connections to them
   * @param resolver finds the addresses of names
   * @param transport the loops on which their probes run
   * @param left told when a name has lost addresses, so that members are on their way out
   */
  public Members(Connector connector, MemberResolver resolver, Transport transport, Runnable left) {
    this.connector = connector;
    this.resolver = resolver;
    this.transport = transport;
    this.left = left;
  }

  /**
   * Makes a cluster for a configuration that is being prepared. Members and names that are known
   * already are as they are; others are asked from {@link #use} on.
   *
   * @param options what poort.json adds to the settings
   * @param places in the pools' order
   * @param affinity binds clients to members; null when they are not bound
   * @throws UncheckedIOException when its TLS cannot be made
   */
  public synchronized Cluster cluster(
      BackendTarget target,
      BackendHttpSettings settings,
      BackendOptions options,
      List<Place> places,
      @Nullable Affinity affinity) {
    if (settings.protocol().secure()) prepare(settings.backendTls(), options.http2());
    Cluster cluster =
        new Cluster(target, settings, options, places, affinity, transport.loops().size());
    inUseByName.getOrDefault(ClusterName.of(cluster), List.of()).forEach(cluster::succeed);
    settle(cluster);
    return cluster;
  }

  private void settle(Cluster cluster) {
    cluster.settle(this::member, name -> name(name).state(), drains);
  }

  private Member member(MemberKey key) {
    return lives.computeIfAbsent(key, this::make).member();
  }

  private MemberLife make(MemberKey key) {
    Member member = new Member(key, connector, transport);
    inheritHealth(member);
    return new MemberLife(member, new Prober(member, loop(), before -> changed(member, before)));
  }

  private EventLoop loop() {
    return transport.loops().get(Math.floorMod(nextLoop++, transport.loops().size()));
  }

  private void prepare(BackendTls tls, boolean http2) {
    try {
      connector.tls().prepare(tls, http2);
    } catch (SSLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member that is only probed or spoken to in another way is as well as it was. */
  private void inheritHealth(Member heir) {
    for (MemberLife each : lives.values()) {
      Member known = each.member();
      if (known.key().address().equals(heir.key().address()) && known.health() == Health.UP) {
        heir.inherit(known);
        return;
      }
    }
  }

  private NameWatch name(String name) {
    return names.computeIfAbsent(
        name, _ -> new NameWatch(name, resolver, loop(), () -> resolved(name)));
  }

  /** Takes these clusters with their members and names into use and lets all others go. */
  public synchronized void use(List<Cluster> clusters) {
    // Requests that began under an earlier configuration may wait for a first probe, or be just
    // about to.
    Stream<Cluster> awaited = listeners.stream().filter(Cluster::awaited);
    listeners =
        Stream.of(clusters.stream(), inUse.stream(), awaited)
            .flatMap(Function.identity())
            .distinct()
            .toList();
    inUse = List.copyOf(clusters);
    inUseByName = inUse.stream().collect(Collectors.groupingBy(ClusterName::of));
    // A name may have got other addresses since they were prepared.
    clusters.forEach(this::settle);
    tend();
    keepTls();
  }

  private void keepTls() {
    connector
        .tls()
        .keep(
            listeners.stream()
                .map(Cluster::settings)
                .filter(settings -> settings.protocol().secure())
                .map(BackendHttpSettings::backendTls)
                .collect(Collectors.toSet()));
  }

  /** Starts what is in use and lets go of what no cluster has. */
  private void tend() {
    Set<String> named = new HashSet<>();
    Set<Cluster> used = new HashSet<>(inUse);
    for (Cluster cluster : listeners) {
      if (used.contains(cluster) || cluster.awaited()) named.addAll(cluster.names());
    }
    for (Iterator<Map.Entry<String, NameWatch>> it = names.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<String, NameWatch> entry = it.next();
      if (named.contains(entry.getKey())) {
        entry.getValue().start();
      } else {
        entry.getValue().stop();
        it.remove();
      }
    }
    drains.retain(placesOf(inUse));
    Set<Member> wanted = membersOf(inUse);
    Set<Member> known = membersOf(listeners);
    for (MemberLife life : lives.values()) {
      if (wanted.contains(life.member())) {
        life.use();
      } else if (!life.draining() && (life.started() || known.contains(life.member()))) {
        drain(life);
      }
    }
  }

  /** What a cluster is known by from one configuration to the next. */
  private record ClusterName(String target, String settings) {
    static ClusterName of(Cluster cluster) {
      return new ClusterName(cluster.target().name(), cluster.settings().name());
    }
  }

  private static Set<Drains.Key> placesOf(List<Cluster> clusters) {
    Set<Drains.Key> places = new HashSet<>();
    for (Cluster cluster : clusters) {
      cluster.servers().forEach(each -> places.add(new Drains.Key(each.pool(), each.address())));
    }
    return places;
  }

  /**
   * Members take nothing new from now on. What they have is theirs, and so are their probes.
   *
   * @param wanted an address with or without its port, or a name
   * @param pool only in this pool, in any letter case; null for all
   * @param time over which sessions are asked to leave; null for that of their HTTP settings
   * @return whom that concerns, none when nobody is called so
   */
  public synchronized List<Server> drain(
      String wanted, @Nullable String pool, @Nullable Duration time) {
    return say(wanted, pool, key -> drains.drain(key, time));
  }

  /**
   * Members take requests and sessions again.
   *
   * @return whom that concerns, drained or not
   */
  public synchronized List<Server> restore(String wanted, @Nullable String pool) {
    return say(wanted, pool, drains::restore);
  }

  private List<Server> say(String wanted, @Nullable String pool, Consumer<Drains.Key> word) {
    Map<Drains.Key, Server> meant = new LinkedHashMap<>();
    for (Cluster cluster : inUse) {
      for (Server each : cluster.servers()) {
        boolean here = pool == null || pool.equalsIgnoreCase(each.pool());
        if (!here || !each.isCalled(wanted)) continue;
        meant.putIfAbsent(new Drains.Key(each.pool(), each.address()), each);
      }
    }
    meant.keySet().forEach(word);
    if (!meant.isEmpty()) inUse.forEach(this::settle);
    return List.copyOf(meant.values());
  }

  private static Set<Member> membersOf(List<Cluster> clusters) {
    Set<Member> members = new HashSet<>();
    for (Cluster cluster : clusters) {
      cluster.servers().forEach(server -> members.add(server.member()));
    }
    return members;
  }

  private void drain(MemberLife life) {
    Duration time = Duration.ZERO;
    for (Cluster cluster : listeners) {
      Duration own = cluster.settings().drainTimeout();
      if (own.compareTo(time) > 0 && cluster.of(life.member()) != null) time = own;
    }
    life.drain(time, () -> end(life));
  }

  private void end(MemberLife life) {
    synchronized (this) {
      if (closed || !life.draining()) return;
      lives.remove(life.member().key());
      life.end(hasAddress(life.member()));
    }
    listeners.forEach(Cluster::healthChanged);
  }

  /** Whether the same address is in use, only probed or spoken to in another way. */
  private boolean hasAddress(Member member) {
    return inUse.stream()
        .flatMap(cluster -> cluster.servers().stream())
        .anyMatch(server -> server.address().equals(member.key().address()));
  }

  /** Forgets what {@link #cluster} made for a configuration that was not applied. */
  public synchronized void discardFresh() {
    lives.values().removeIf(life -> !life.started());
    keepTls();
    Set<String> used = new HashSet<>();
    inUse.forEach(cluster -> used.addAll(cluster.names()));
    names
        .entrySet()
        .removeIf(
            entry -> {
              if (used.contains(entry.getKey())) return false;
              entry.getValue().stop();
              return true;
            });
  }

  /** How many connections to members are open: idle, at work, of sessions and of probes. */
  public int connections() {
    return connector.count();
  }

  /** What is known of a name has changed. */
  private void resolved(String name) {
    synchronized (this) {
      if (closed || !names.containsKey(name)) return;
      for (Cluster cluster : listeners) {
        if (cluster.names().contains(name)) settle(cluster);
      }
      tend();
    }
    left.run();
  }

  private void changed(Member member, Health before) {
    // How it was found at start stands in the banner and in /backendhealth.
    LOG.atLevel(before == Health.UNKNOWN ? Level.DEBUG : Level.INFO)
        .log(
            "member {} is {} (probe {}): {}",
            member.name(),
            member.health().armName(),
            member.key().probe().name(),
            member.healthLog());
    listeners.forEach(Cluster::healthChanged);
  }

  @Override
  public synchronized void close() {
    closed = true;
    names.values().forEach(NameWatch::stop);
    lives.values().forEach(MemberLife::close);
    lives.clear();
    names.clear();
    connector.tls().close();
  }
}
