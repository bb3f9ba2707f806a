package dev.poort.backend;

import dev.poort.telemetry.Failure;
import dev.poort.telemetry.Health;
import dev.poort.transport.Transport;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One server of a pool under its settings: its health and its connections. Lives through every
 * change of the configuration that leaves its {@link MemberKey} as it is.
 *
 * <p>Its health is written by its prober and read everywhere; each connection pool belongs to one
 * loop.
 */
public final class Member {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /** What becomes of {@link #acquire}; called on the loop that asked, perhaps at once. */
  public interface Acquired {
    /** It is the caller's for one request. */
    void connection(MemberStream ready);

    /** There is none to be had. */
    void failed(Failure failure, String detail);
  }

  private final MemberKey key;
  private final String name;
  private final Connector connector;
  private final ConnectionPool[] pools;

  /** Empty for a member that is spoken to over HTTP/1. */
  private final Http2Pool[] http2Pools;

  /** The connections of each loop that carry requests or rest, its clients' own among them. */
  private final List<Set<MemberConnection>> open;

  private final AtomicInteger load = new AtomicInteger();
  private volatile Health health = Health.UNKNOWN;
  private volatile String healthLog = "Not probed yet.";
  private volatile long upSince;
  private volatile boolean draining;
  private volatile boolean ended;

  Member(MemberKey key, Connector connector, Transport transport) {
    this.key = key;
    this.name = key.address().toString();
    this.connector = connector;
    this.pools = transport.loops().stream().map(ConnectionPool::new).toArray(ConnectionPool[]::new);
    this.open =
        transport.loops().stream().<Set<MemberConnection>>map(_ -> new HashSet<>()).toList();
    this.http2Pools = key.http2() ? http2Pools() : new Http2Pool[0];
  }

  private Http2Pool[] http2Pools() {
    int port = key.address().port();
    return Arrays.stream(pools)
        .map(pool -> new Http2Pool(pool, connector, key, port, key.tlsName()))
        .toArray(Http2Pool[]::new);
  }

  /** What makes it the same member. */
  public MemberKey key() {
    return key;
  }

  /** Where it is, {@code host:port}, for logs and tables. */
  public String name() {
    return name;
  }

  /** Whether it answers its probe. */
  public Health health() {
    return draining ? Health.DRAINING : health;
  }

  /** What its probes have found, whether it is still in its pool or not. */
  Health probed() {
    return health;
  }

  /** Whether its first probe is still awaited. */
  public boolean unknown() {
    return health == Health.UNKNOWN;
  }

  /** Why it has that health, for people. */
  public String healthLog() {
    return healthLog;
  }

  /** A session begins here, or a request where a {@link Cluster#counts}. */
  public void began() {
    load.incrementAndGet();
  }

  /** It has ended. */
  public void over() {
    load.decrementAndGet();
  }

  /** How many of them are at work. */
  int load() {
    return load.get();
  }

  /**
   * Gives what takes one request: an idle connection or a stream of a shared one, else a new one.
   *
   * @param loopIndex the loop that asks, by its place in the transport
   * @param http1 whether it must be HTTP/1, as for a WebSocket handshake
   * @param timeout how long a new connection may take at most; 10 s are the upper bound
   */
  public void acquire(int loopIndex, boolean http1, Duration timeout, Acquired acquired) {
    if (http2Pools.length > 0 && !http1) {
      http2Pools[loopIndex].acquire(bound(timeout), acquired);
    } else {
      acquire(pools[loopIndex], loopIndex, timeout, acquired);
    }
  }

  private static Duration bound(Duration timeout) {
    return timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
  }

  /** A connection of HTTP/1 from a pool of the caller's own. */
  void acquire(ConnectionPool pool, int loopIndex, Duration timeout, Acquired acquired) {
    MemberConnection idle = pool.take();
    if (idle != null) {
      acquired.connection(idle);
    } else {
      connect(pool, open.get(loopIndex), timeout, acquired);
    }
  }

  private void connect(
      ConnectionPool pool, Set<MemberConnection> open, Duration timeout, Acquired acquired) {
    EventLoop loop = pool.loop();
    MemberConnection connection = new MemberConnection(pool);
    connector.connect(
        loop,
        key,
        key.address().port(),
        key.tlsName(),
        false,
        connection,
        bound(timeout),
        new Connector.Outcome() {
          @Override
          public void connected() {
            connection.stayIn(open);
            acquired.connection(connection);
          }

          @Override
          public void failed(Failure failure, String detail) {
            acquired.failed(failure, detail);
          }
        });
  }

  Connector connector() {
    return connector;
  }

  synchronized void health(Health health, String log) {
    if (ended) return;
    if (health == Health.UP && this.health != Health.UP) upSince = System.nanoTime();
    this.health = health;
    this.healthLog = log;
  }

  /** Is as well as another at its address, and no newer. */
  void inherit(Member known) {
    health(known.health, known.healthLog);
    upSince = known.upSince;
  }

  /** Since when it is up without a break, see {@link System#nanoTime}. */
  long upSince() {
    return upSince;
  }

  /** It was removed: idle connections close now, busy ones after their request. */
  void drain() {
    draining = true;
    for (ConnectionPool pool : pools) pool.loop().execute(pool::close);
    for (Http2Pool pool : http2Pools) pool.loop().execute(pool::close);
  }

  /** It has its place again. */
  void recall() {
    draining = false;
    for (ConnectionPool pool : pools) pool.loop().execute(pool::reopen);
    for (Http2Pool pool : http2Pools) pool.loop().execute(pool::reopen);
  }

  /**
   * Its drain time is over.
   *
   * @param breakOff whether what it still serves is broken off; sessions end by themselves
   */
  void end(boolean breakOff) {
    health(Health.DOWN, "Removed from its pool.");
    ended = true;
    if (!breakOff) return;
    for (Http2Pool pool : http2Pools) pool.loop().execute(pool::end);
    for (int i = 0; i < pools.length; i++) {
      Set<MemberConnection> left = open.get(i);
      pools[i]
          .loop()
          .execute(
              () -> {
                for (MemberConnection connection : List.copyOf(left)) {
                  connection.fail(
                      Failure.MEMBER_REMOVED, "the member was removed and its drain time is over");
                }
              });
    }
  }

  /** Whether its drain time is over. */
  boolean ended() {
    return ended;
  }
}
