package dev.poort.backend;

import dev.poort.backend.Roster.Leaving;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendOptions;
import dev.poort.config.BackendTarget;
import dev.poort.config.HostAndPort;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.LoadDistributionPolicy.Algorithm;
import dev.poort.message.Fields;
import dev.poort.telemetry.Health;
import dev.poort.transport.MemberResolver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a pool, or of those of a policy, under one of its settings, and whose turn it is.
 *
 * <p>Made anew with every configuration; its members live on. Safe for use on every loop.
 */
public final class Cluster {
  private static final int MOST_WAITING = 10_000;

  private record Waiting(Executor loop, @Nullable Server named, Runnable known) {}

  private final BackendTarget target;
  private final BackendHttpSettings settings;
  private final BackendOptions options;
  private final List<Place> places;
  private final @Nullable Affinity affinity;
  private final int loops;
  private final boolean counts;
  private final AtomicInteger turn = new AtomicInteger();
  private final List<Waiting> waiting = new ArrayList<>();
  private volatile Roster roster;

  /**
   * @param options what poort.json adds to the settings
   * @param places in the pools' order
   * @param affinity binds clients to members; null when they are not bound
   * @param loops how many loops ask
   */
  Cluster(
      BackendTarget target,
      BackendHttpSettings settings,
      BackendOptions options,
      List<Place> places,
      @Nullable Affinity affinity,
      int loops) {
    this.target = target;
    this.settings = settings;
    this.options = options;
    this.places = List.copyOf(places);
    this.affinity = affinity;
    this.loops = loops;
    this.counts = algorithm() == Algorithm.LEAST_CONNECTIONS;
    this.roster = Roster.of(List.of(), List.of(), List.of(), balancing(List.of()));
  }

  /** What poort.json says counts where ARM says RoundRobin or, as for a pool, nothing. */
  private Algorithm algorithm() {
    Algorithm usual =
        options.balancing().leastConnections()
            ? Algorithm.LEAST_CONNECTIONS
            : Algorithm.ROUND_ROBIN;
    return switch (target) {
      case BackendAddressPool _ -> usual;
      case LoadDistributionPolicy policy ->
          policy.algorithm() == Algorithm.ROUND_ROBIN ? usual : policy.algorithm();
    };
  }

  /** Among those that are not drained, so that no request need ask. */
  private Balancing balancing(List<Server> all) {
    List<Server> servers = all.stream().filter(each -> each.drain() == null).toList();
    return switch (algorithm()) {
      case ROUND_ROBIN -> {
        boolean alike = servers.stream().mapToInt(Server::weight).distinct().count() < 2;
        boolean whole = options.balancing().slowStart().isZero();
        yield alike && whole
            ? new RoundRobin(servers, turn)
            : new WeightedRoundRobin(servers, loops);
      }
      case LEAST_CONNECTIONS -> new LeastConnections(servers, loops);
      case IP_HASH -> new IpHash(servers);
    };
  }

  /** Whose members they are. */
  public BackendTarget target() {
    return target;
  }

  /** How its members are spoken to. */
  public BackendHttpSettings settings() {
    return settings;
  }

  /** All servers in their places, well or not. */
  public List<Server> servers() {
    return roster.servers();
  }

  /** Servers that were removed and still have their drain time. */
  public List<Server> leaving() {
    long now = System.nanoTime();
    return roster.leaving().stream().filter(each -> !each.over(now)).map(Leaving::server).toList();
  }

  /** Names without an address, with what is known of them. */
  public List<UnresolvedName> unresolved() {
    return roster.unresolved();
  }

  /** What binds clients to its members; null when they are not bound. */
  public @Nullable Affinity affinity() {
    return affinity;
  }

  /** Whether requests and sessions at work are counted, see {@link Member#began}. */
  public boolean counts() {
    return counts;
  }

  /** What it is through every change: whose members, under which settings. */
  public record Name(String target, String settings) {}

  /** What it is through every change. */
  public Name name() {
    return new Name(target.name(), settings.name());
  }

  /** How long the share of a member grows that joins or returns; zero where it is whole at once. */
  public Duration slowStart() {
    return options.balancing().slowStart();
  }

  /** How many sessions a second are asked to come back after a member has joined; 0 for none. */
  public int rebalancePerSecond() {
    return options.balancing().rebalancePerSecond();
  }

  /** Names of the members that it asks name servers for. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (Place place : places) {
      if (!MemberResolver.isAddress(place.at().host())) names.add(place.at().host());
    }
    return names;
  }

  /** Goes on where a cluster of the configuration before is: those that are gone now leave. */
  void succeed(Cluster before) {
    roster = before.roster;
  }

  /**
   * Finds its members anew.
   *
   * @param members gives the member of a key
   * @param names gives what is known of a name
   * @param drains which of them take nothing new
   */
  void settle(
      Function<MemberKey, Member> members, Function<String, NameWatch.State> names, Drains drains) {
    List<Server> servers = new ArrayList<>();
    List<UnresolvedName> unresolved = new ArrayList<>();
    for (Place place : places) {
      HostAndPort at = place.at();
      if (MemberResolver.isAddress(at.host())) {
        add(place, at, null, members, drains, servers);
        continue;
      }
      NameWatch.State known = names.apply(at.host());
      for (String host : known.hosts()) {
        add(place, new HostAndPort(host, at.port()), at.host(), members, drains, servers);
      }
      if (known.addresses().isEmpty()) {
        String trouble = known.asked() ? known.trouble() : null;
        unresolved.add(new UnresolvedName(place.pool(), at, trouble));
      }
    }
    roster = Roster.of(servers, leaving(servers), unresolved, balancing(servers));
    healthChanged();
  }

  private void add(
      Place place,
      HostAndPort address,
      @Nullable String name,
      Function<MemberKey, Member> members,
      Drains drains,
      List<Server> servers) {
    Member member = members.apply(MemberKey.of(place.name(), address, settings, options));
    for (Server known : servers) {
      if (known.pool().equals(place.pool()) && known.member().equals(member)) return;
    }
    Drains.Word word = drains.of(place.pool(), address);
    Duration slowStart = options.balancing().slowStart();
    servers.add(new Server(member, place, name, bond(address), word, slowStart));
  }

  private Affinity.@Nullable Bond bond(HostAndPort address) {
    return affinity == null ? null : affinity.bond(address);
  }

  /** Those of before that are not among the next ones. */
  private List<Leaving> leaving(List<Server> next) {
    Set<HostAndPort> addresses = new HashSet<>();
    next.forEach(server -> addresses.add(server.address()));
    long now = System.nanoTime();
    List<Leaving> leaving = new ArrayList<>();
    for (Leaving each : roster.leaving()) {
      Server server = each.server();
      if (each.over(now) || addresses.contains(server.address())) continue;
      leaving.add(new Leaving(server.leaving(bond(server.address())), each.until()));
    }
    for (Server server : roster.servers()) {
      if (!addresses.add(server.address())) continue;
      leaving.add(
          new Leaving(
              server.leaving(bond(server.address())), now + settings.drainTimeout().toNanos()));
    }
    return leaving;
  }

  /** That a server in its place takes nothing new; null when it does, or is not in its place. */
  public @Nullable Drain drain(String pool, HostAndPort address) {
    for (Server server : roster.servers()) {
      if (server.pool().equals(pool) && server.address().equals(address)) return server.drain();
    }
    return null;
  }

  /** Whether a server of that pool and address is in its place. */
  public boolean has(String pool, HostAndPort address) {
    return roster.has(pool, address);
  }

  /** The server that is a member, in its place or leaving; null when there is none. */
  @Nullable Server of(Member member) {
    return roster.of(member);
  }

  /**
   * The server whose turn it is, among those that serve.
   *
   * @param tried members that have failed this request and are passed over
   * @param loop the loop that asks, by its place in the transport
   * @param client from where the request comes
   * @return null when there is none left
   */
  public @Nullable Server next(Collection<Member> tried, int loop, InetSocketAddress client) {
    return roster.balancing().next(tried, loop, client);
  }

  /** The server that a request's cookies name, well or not; null when they name none. */
  public @Nullable Server named(Fields request) {
    Roster current = roster;
    return affinity == null ? null : affinity.named(request, current.bound());
  }

  /** Whether a server that a client is bound to still gets its requests. */
  public boolean keeps(Server bound, Collection<Member> tried) {
    if (!bound.serves(tried)) return false;
    Roster current = roster;
    Server place = current.of(bound.member());
    if (place != null && place.drain() != null) return false;
    if (current.has(bound.pool(), bound.address())) return true;
    long now = System.nanoTime();
    for (Leaving each : current.leaving()) {
      if (each.server().member().equals(bound.member())) return !each.over(now);
    }
    return false;
  }

  /** Whether no member is up, but one is not known yet, so that waiting makes sense. */
  public boolean undecided() {
    Roster current = roster;
    boolean unknown = false;
    for (Server server : current.servers()) {
      if (server.drain() != null) continue;
      if (server.serves()) return false;
      unknown |= server.member().probed() == Health.UNKNOWN;
    }
    for (UnresolvedName name : current.unresolved()) unknown |= name.trouble() == null;
    return unknown;
  }

  /** The longest that it is undecided: names are resolved, then members are probed. */
  public Duration decisionBound() {
    Roster current = roster;
    Duration bound = Duration.ZERO;
    for (Server server : current.servers()) {
      Duration own = server.member().key().firstProbeBound();
      if (own.compareTo(bound) > 0) bound = own;
    }
    if (current.unresolved().isEmpty()) return bound;
    Duration probe = MemberKey.probeOf(settings).timeout();
    return MemberResolver.BOUND.plus(probe.compareTo(bound) > 0 ? probe : bound);
  }

  /**
   * Calls back once when the cluster is no longer {@link #undecided}.
   *
   * @param named the only server that is waited for; null for any
   * @return false when too many wait already; then nothing is called
   */
  public boolean whenDecided(Executor loop, @Nullable Server named, Runnable known) {
    Waiting one = new Waiting(loop, named, known);
    synchronized (waiting) {
      if (waits(one, undecided())) {
        if (waiting.size() >= MOST_WAITING) return false;
        waiting.add(one);
        return true;
      }
    }
    loop.execute(known);
    return true;
  }

  private static boolean waits(Waiting one, boolean undecided) {
    if (one.named() == null) return undecided;
    Member named = one.named().member();
    return named.probed() == Health.UNKNOWN && !named.ended();
  }

  /** Whether requests wait for its members' first probes. */
  boolean awaited() {
    synchronized (waiting) {
      return !waiting.isEmpty();
    }
  }

  /** A member's health has changed, or a name has other addresses. */
  public void healthChanged() {
    spareSome(roster.servers(), MemberKey.probeOf(settings).minServers());
    List<Waiting> ready = new ArrayList<>();
    synchronized (waiting) {
      if (waiting.isEmpty()) return;
      boolean undecided = undecided();
      waiting.removeIf(one -> !waits(one, undecided) && ready.add(one));
    }
    ready.forEach(each -> each.loop().execute(each.known()));
  }

  /** Counts the first that are down as healthy until there are as many as there must be. */
  private static void spareSome(List<Server> servers, int least) {
    if (least == 0) return;
    long missing = least - servers.stream().filter(it -> it.member().probed() == Health.UP).count();
    for (Server server : servers) {
      boolean down = server.member().probed() == Health.DOWN;
      server.spare(down && missing > 0);
      if (down) missing--;
    }
  }
}
