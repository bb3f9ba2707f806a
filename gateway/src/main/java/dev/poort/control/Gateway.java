package dev.poort.control;

import dev.poort.backend.Affinity;
import dev.poort.backend.Connector;
import dev.poort.backend.Members;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Probe;
import dev.poort.config.Settings;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.http.Connections;
import dev.poort.http.Front;
import dev.poort.http.GatheringSpace;
import dev.poort.http.ListeningSocket;
import dev.poort.telemetry.Session;
import dev.poort.telemetry.SessionReport;
import dev.poort.tls.MemberTls;
import dev.poort.tls.OcspClient;
import dev.poort.tls.RevocationCheck;
import dev.poort.token.TokenChecks;
import dev.poort.transport.Transport;
import dev.poort.websocket.CloseCause;
import dev.poort.websocket.CloseNotice;
import dev.poort.websocket.Leave;
import dev.poort.websocket.Rebalancer;
import dev.poort.websocket.Sessions;
import dev.poort.websocket.TunnelPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One of the running {@link Gateways}. Owns its ports, its members and its clients' connections;
 * what it runs on is shared. Every method may be called from any thread but an event loop.
 */
public final class Gateway {
  private static final Duration POLL = Duration.ofMillis(10);

  /** How long channels may take to close once the gateway's own bound has passed. */
  private static final Duration LAST_BOUND = Duration.ofSeconds(1);

  /** How long connections at rest have for one more request when another process serves. */
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(3);

  /** How long peers may take for the Close frame that came last. */
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(6);

  private static final long NEVER = Long.MAX_VALUE;

  private final Members members;
  private final Rebalancer rebalancer;
  private final TokenChecks tokenChecks = new TokenChecks();
  private final Front front;
  private final OcspClient ocsp;
  private final AffinityKeys affinityKeys;
  private final long made = System.nanoTime();
  private volatile @Nullable Applied applied;

  /** When what is at work is cut, in nanoseconds since it was made; it only comes nearer. */
  private final AtomicLong cut = new AtomicLong(NEVER);

  /** Whether it takes nothing new because it was removed. */
  private volatile boolean retired;

  /** Over what time sessions leave because another process serves; null while this one does. */
  private volatile @Nullable Duration handedOver;

  private boolean closed;

  Gateway(SharedParts shared) {
    Transport transport = shared.transport();
    MemberTls memberTls = new MemberTls(shared.trusted());
    Connector connector = new Connector(transport.sockets(), memberTls);
    this.ocsp = shared.ocsp();
    Connections connections = new Connections(transport.loops());
    Sessions sessions = new Sessions(transport.loops(), this::unwanted);
    this.front =
        new Front(
            transport,
            connections,
            sessions,
            shared.accessLog(),
            new RevocationCheck(ocsp),
            new GatheringSpace());
    this.members = new Members(connector, shared.resolver(), transport, sessions::drain);
    this.rebalancer = new Rebalancer(sessions, transport.loops().getFirst());
    this.affinityKeys = shared.affinityKeys();
  }

  /** What looks at tokens. */
  TokenChecks tokenChecks() {
    return tokenChecks;
  }

  Members members() {
    return members;
  }

  Rebalancer rebalancer() {
    return rebalancer;
  }

  OcspClient ocsp() {
    return ocsp;
  }

  Front front() {
    return front;
  }

  AffinityKeys affinityKeys() {
    return affinityKeys;
  }

  /** The bound ports; none before the first configuration. */
  Map<PortKey, ListeningSocket> sockets() {
    Applied current = applied;
    return current == null ? Map.of() : current.sockets();
  }

  /** Takes the next configuration; gives the one before. */
  @Nullable Applied swap(Applied next) {
    Applied before = applied;
    applied = next;
    return before;
  }

  /** Whether it runs just this. */
  boolean runs(ApplicationGateway config, Settings settings) {
    Applied current = applied;
    return current != null
        && current.gateway().equals(config)
        && current.settings().equals(settings);
  }

  private @Nullable Leave unwanted(TunnelPlan session) {
    Duration time = handedOver;
    return time == null ? now().unwanted(session) : new Leave(CloseCause.HANDED_OVER, time);
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

  /** With which settings, whose bindings are those of this gateway. */
  public Settings settings() {
    return now().settings();
  }

  /**
   * What binds clients to members under HTTP settings; null when they are not bound.
   *
   * @throws IOException when the key of the cookies cannot be read
   */
  public @Nullable Affinity affinity(BackendHttpSettings how) throws IOException {
    return Clusters.affinity(how, settings(), affinityKeys);
  }

  /** The listeners and where they are bound. */
  public List<BoundListener> listeners() {
    return now().listeners();
  }

  /** Whether it was removed, and waits for its requests and sessions to end. */
  public boolean retired() {
    return retired;
  }

  /** The health of the members. */
  public BackendHealth backendHealth() {
    return now().backendHealth();
  }

  /**
   * Asks the members of a pool once, now, whether they are well. Waits at most for the probe's
   * time-out.
   *
   * @param pool its name; null for any
   * @param settings the name of the settings with which a rule uses it; null for any
   * @return null when no rule uses the pool with the settings
   */
  public @Nullable PoolHealth probe(@Nullable String pool, @Nullable String settings, Probe probe) {
    return OnDemand.probe(now().clusters().all(), pool, settings, probe, front.transport());
  }

  /** Whether every pool knows by now whether it has a member that answers its probe. */
  public boolean ready() {
    return now().decided();
  }

  /** The open WebSocket sessions, the oldest first. */
  public List<Session> sessions() {
    return front.sessions().snapshot();
  }

  /** The open WebSocket sessions, those that ended last, and counters. */
  public SessionReport sessionReport() {
    return front.sessions().report();
  }

  /**
   * Begins to end a WebSocket session: both sides get a Close frame.
   *
   * @param id the session's id
   * @param code the close code for both sides; null for 1001
   * @param reason the text; null for one that names the operator
   * @return whether there is such a session
   * @throws IllegalArgumentException if the code may not be sent or the reason is too long
   */
  public boolean closeSession(String id, @Nullable Integer code, @Nullable String reason) {
    CloseNotice usual = CloseNotice.of(CloseCause.OPERATOR);
    CloseNotice notice =
        new CloseNotice(
            usual.cause(),
            code == null ? usual.toClient() : code,
            code == null ? usual.toMember() : code,
            reason == null ? usual.reason() : reason,
            0);
    return front.sessions().close(id, notice);
  }

  /**
   * Members take no new requests and sessions from now on, and their sessions are asked to leave,
   * spread over a time. They stay in their pools and are probed. That holds through every change
   * that keeps them there. Saying it again begins the time anew.
   *
   * @param member an address with or without its port, or a name
   * @param pool only in this pool; null for all
   * @param time over which sessions are asked to leave; null for that of their HTTP settings
   * @return whom that concerns; none when nobody is called so
   */
  public List<DrainedMember> drain(String member, @Nullable String pool, @Nullable Duration time) {
    List<DrainedMember> meant = DrainedMember.of(members.drain(member, pool, time));
    front.sessions().drain(session -> meant.contains(DrainedMember.of(session)));
    return meant;
  }

  /**
   * Members take requests and sessions again, and sessions that drain stay.
   *
   * @param member an address with or without its port, or a name
   * @param pool only in this pool; null for all
   * @return whom that concerns, drained or not; none when nobody is called so
   */
  public List<DrainedMember> undrain(String member, @Nullable String pool) {
    List<DrainedMember> meant = DrainedMember.of(members.restore(member, pool));
    front.sessions().drain();
    return meant;
  }

  /**
   * Ends a gateway that takes nothing new any more: sessions have their drain time, and what is
   * still at work then has the time of a shutdown.
   */
  void retire() {
    retired = true;
    Duration drain =
        configuration().backendHttpSettingsCollection().stream()
            .map(BackendHttpSettings::drainTimeout)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO)
            .plus(LAST_BOUND);
    await(nanosFromNow(drain), () -> open() == 0 || closing());
    close(settings().shutdownTimeout());
  }

  /**
   * Ends a gateway in whose place another process serves: takes no more connections, finishes
   * requests, and lets sessions go until they end by themselves or their turn comes.
   *
   * @param time over which sessions are asked to leave
   */
  void handOver(Duration time) {
    handedOver = time;
    rebalancer.close();
    front.sessions().drain(_ -> true);
    // A client that is about to send its first request, or its next, still gets its answer.
    front.connections().endWithNextRequest();
    await(nanosFromNow(LAST_REQUESTS), () -> front.connections().count() == 0 || closing());
    sockets().values().forEach(ListeningSocket::close);
    front.connections().drainAll();
    await(nanosFromNow(time.plus(CLOSE_BOUND)), () -> open() == 0 || closing());
    close(Duration.ZERO);
  }

  /**
   * Takes no more connections, finishes requests, ends sessions with Close 1001, then ends all
   * parts. When it is closed already or being closed by another thread, waits for that end.
   *
   * @param bound how long requests and sessions may take, also of a close under way
   * @return whether all ended by themselves
   */
  boolean close(Duration bound) {
    cut.accumulateAndGet(nanosFromNow(bound), Math::min);
    return end();
  }

  private synchronized boolean end() {
    if (closed) return true;
    closed = true;
    rebalancer.close();
    sockets().values().forEach(ListeningSocket::close);
    front.connections().drainAll();
    boolean clean = awaitEnd();
    if (!clean) front.connections().endAll();
    members.close();
    tokenChecks.close();
    // The loops end what is left, but only closed channels have given back all that they hold.
    await(nanosFromNow(LAST_BOUND), () -> open() == 0 && members.connections() == 0);
    return clean;
  }

  private boolean awaitEnd() {
    while (true) {
      // Asked again and again, as a handshake may just have become a session.
      front.sessions().close(_ -> true, CloseCause.SHUTDOWN);
      if (open() == 0) return true;
      if (sinceMade() >= cut.get()) return false;
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private boolean closing() {
    return cut.get() != NEVER;
  }

  private int open() {
    return front.connections().count() + front.sessions().count();
  }

  private long sinceMade() {
    return System.nanoTime() - made;
  }

  private long nanosFromNow(Duration bound) {
    return sinceMade() + bound.toNanos();
  }

  private void await(long end, BooleanSupplier condition) {
    while (!condition.getAsBoolean() && sinceMade() < end) LockSupport.parkNanos(POLL.toNanos());
  }
}
