package dev.poort.websocket;

import dev.poort.config.KeepAliveOptions;
import dev.poort.telemetry.ClosedBy;
import dev.poort.telemetry.ClosedSession;
import dev.poort.telemetry.Session;
import dev.poort.telemetry.SessionEnd;
import dev.poort.telemetry.SessionState;
import dev.poort.transport.Deadline;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket session after its handshake: two carriers on one event loop and the octets between
 * them.
 *
 * <pre>
 *  OPEN ────────────── both sides ended ─────────────▶ ENDING ─ both closed ─▶ ENDED
 *    │                                                     ▲
 *    ├─ close(cause) ─▶ CLOSING                            │
 *    │    frames under way end, Close frames go out ───────┤ both answered, or a bound passed
 *    └─ one side gone ─▶ LEAVING                           │
 *         the other learns it and says its last words ─────┘ it answered, or a bound passed
 * </pre>
 *
 * <p>Used on its loop alone.
 */
public final class Tunnel {
  /** How long a frame that is under way may take to end before the gateway cuts it. */
  private static final Duration FRAME_BOUND = Duration.ofSeconds(2);

  /** How long a peer may take to answer the gateway's Close frame (RFC 6455 7.1.1). */
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(3);

  private static final int ABNORMAL = 1006;
  private static final String CUT = ", cut inside a frame";

  /** How long what is written may take to go out after the other side has ended. */
  private static final Duration FLUSH_BOUND = Duration.ofSeconds(30);

  /** How long a side may go on to talk to a lost one that still listens. */
  private static final Duration LAST_WORDS_BOUND = Duration.ofSeconds(30);

  enum State {
    OPEN,
    CLOSING,
    LEAVING,
    ENDING,
    ENDED
  }

  private final TunnelPlan plan;
  private final Sessions sessions;
  private final EventLoop loop;
  private final TunnelSide client;
  private final TunnelSide member;
  private final @Nullable KeepAlive clientPings;
  private final @Nullable KeepAlive memberPings;
  private final Deadline deadline;
  private final Instant opened = Instant.now();
  private long idleNanos;
  private State state = State.OPEN;
  private long lastOctet;

  /** When the last words have to be said; 0 while the other side does not know that it is time. */
  private long lastWordsEnd;

  /** Which time of draining this is, odd while it drains. */
  private int drains;

  private @Nullable CloseNotice notice;
  private @Nullable ClosedBy closer;
  private int code = ABNORMAL;
  private SessionEnd how = SessionEnd.CONNECTION_CLOSED;
  private boolean cut;

  private Tunnel(TunnelPlan plan, Sessions sessions, Carrier client, Carrier member) {
    this.plan = plan;
    this.sessions = sessions;
    this.loop = client.loop();
    this.client = new TunnelSide(this, client, false);
    this.member = new TunnelSide(this, member, true);
    this.idleNanos = plan.idleTimeout().toNanos();
    this.deadline = new Deadline(loop, this::expired);
    KeepAliveOptions pings = plan.rules().keepAlive();
    this.clientPings = pings == null ? null : KeepAlive.of(this, this.client, pings);
    this.memberPings = pings == null ? null : KeepAlive.of(this, this.member, pings);
    if (plan.rules().inspect()) inspect();
    int buffered = plan.rules().bufferedBytes();
    if (buffered > 0) {
      client.keepAtMost(buffered / 2);
      member.keepAtMost(buffered / 2);
    }
  }

  private void inspect() {
    client.inspect(new FrameGate(this, client, clientPings, memberPings));
    member.inspect(new FrameGate(this, member, memberPings, clientPings));
  }

  /**
   * Joins what carries the two sides, both on the same loop.
   *
   * @param client the client's
   * @param member the member's
   */
  public static void join(TunnelPlan plan, Sessions sessions, Carrier client, Carrier member) {
    Tunnel tunnel = new Tunnel(plan, sessions, client, member);
    sessions.add(tunnel);
    tunnel.touch();
    client.attach(tunnel.client);
    member.attach(tunnel.member);
    client.begin();
    member.begin();
    if (tunnel.clientPings != null) tunnel.clientPings.begin();
    if (tunnel.memberPings != null) tunnel.memberPings.begin();
  }

  EventLoop loop() {
    return loop;
  }

  /** What the session is. */
  public TunnelPlan plan() {
    return plan;
  }

  Session snapshot() {
    return new Session(
        plan.id(),
        plan.client(),
        plan.listener(),
        plan.rule(),
        plan.pool(),
        plan.member().name(),
        plan.target(),
        plan.subprotocol(),
        opened,
        Duration.ofNanos(loop.ticker().nanoTime() - lastOctet),
        client.incoming().messages(),
        member.incoming().messages(),
        client.bytes(),
        member.bytes(),
        clientPings == null ? null : clientPings.answered(),
        memberPings == null ? null : memberPings.answered(),
        told());
  }

  private SessionState told() {
    return switch (state) {
      case OPEN -> draining() ? SessionState.DRAINING : SessionState.OPEN;
      case CLOSING, LEAVING, ENDING -> SessionState.CLOSING;
      case ENDED -> SessionState.CLOSED;
    };
  }

  TunnelSide side(boolean server) {
    return server ? member : client;
  }

  TunnelSide other(TunnelSide side) {
    return side.isServer() ? client : member;
  }

  State state() {
    return state;
  }

  /** An octet went through: the idle time begins anew. */
  void touch() {
    if (state == State.OPEN) {
      lastOctet = deadline.set(idleNanos);
    } else if (lastWordsPass()) {
      awaitMoreWords();
    }
  }

  /** Whether a side is gone, but still gets what the other says. */
  private boolean lastWordsPass() {
    return state == State.LEAVING
        && lastWordsEnd != 0
        && client.carrier().isOpen()
        && member.carrier().isOpen();
  }

  /** When its member agreed. */
  Instant opened() {
    return opened;
  }

  /** Whether its moment to end has been set. */
  boolean draining() {
    return (drains & 1) == 1;
  }

  /** Whether it is still in that round of draining. */
  boolean drains(int round) {
    return draining() && drains == round;
  }

  /** Its drain time begins, perhaps anew. Gives the round. */
  int beginDraining() {
    drains += draining() ? 2 : 1;
    return drains;
  }

  void endDraining() {
    if (draining()) drains++;
  }

  /** The first Close frame from a side has passed on to the other. */
  void closeSeen(TunnelSide side) {
    if (closer == null) blame(side, side.incoming().closeCode(), SessionEnd.CLOSE_FRAME);
    // All is said; whose turn it is to end the connection (RFC 6455 7.1.1) has not forever.
    if (other(side).incoming().closed()) idleNanos = Math.min(idleNanos, CLOSE_BOUND.toNanos());
  }

  private void blame(TunnelSide side, int code, SessionEnd end) {
    closer = side.isServer() ? ClosedBy.MEMBER : ClosedBy.CLIENT;
    this.code = code;
    how = end;
  }

  /** A side sends no more. */
  void inputEnded(TunnelSide side) {
    if (closer == null) blame(side, ABNORMAL, SessionEnd.CONNECTION_CLOSED);
    if (state != State.OPEN) {
      frameCannotEnd(side);
    } else if (side.incoming().closed()) {
      passEndOn(side);
    } else {
      lose(side, false);
    }
  }

  /** After its Close frame: the end of its direction, where the other can be told just that. */
  private void passEndOn(TunnelSide side) {
    TunnelSide other = other(side);
    boolean passes = side.carrier().halfCloses() && other.carrier().halfCloses();
    if (!other.inputEnded() && passes) other.carrier().endOutput();
    else leave(side, null);
  }

  /** A side is closed for good. */
  void lost(TunnelSide side) {
    TunnelSide other = other(side);
    if (state == State.OPEN) leave(side, null);
    else frameCannotEnd(side);
    other.updateReading();
    if (!other.carrier().isOpen()) end();
  }

  /** A side's connection broke. */
  void broken(TunnelSide side, SessionEnd why) {
    if (closer == null) blame(side, ABNORMAL, why);
    if (state == State.OPEN && !side.incoming().closed()) lose(side, true);
    side.carrier().close();
  }

  /**
   * A side has gone without a Close frame: the other gets the gateway's in its place, unless it has
   * said goodbye itself. Inside a frame none can stand; then the end is passed on as it came.
   */
  private void lose(TunnelSide side, boolean broken) {
    TunnelSide other = other(side);
    if (other.incoming().closed()) {
      closeBoth();
    } else if (side.incoming().atBoundary()) {
      CloseCause why = side.isServer() ? CloseCause.MEMBER_LOST : CloseCause.CLIENT_LOST;
      leave(side, CloseNotice.of(why));
    } else {
      cut = true;
      if (broken) other.carrier().reset();
      closeBoth();
    }
  }

  /** Nothing more comes from a side; what the other still says up to its Close frame goes to it. */
  private void leave(TunnelSide gone, @Nullable CloseNotice why) {
    state = State.LEAVING;
    TunnelSide other = other(gone);
    deadline.set(FLUSH_BOUND);
    if (why != null) other.write(other.closeFrame(why));
    other.closeAlreadySent();
    other.carrier().flushThen(this::awaitAnswer);
    other.updateReading();
    finishIfDone();
  }

  private void awaitAnswer() {
    if (state != State.LEAVING) return;
    lastWordsEnd = loop.ticker().nanoTime() + LAST_WORDS_BOUND.toNanos();
    awaitMoreWords();
  }

  private void awaitMoreWords() {
    long left = lastWordsEnd - loop.ticker().nanoTime();
    deadline.set(Math.max(Math.min(left, CLOSE_BOUND.toNanos()), 0));
  }

  /** While the gateway closes, a frame that was under way from a side that ends is cut. */
  private void frameCannotEnd(TunnelSide from) {
    if (state == State.CLOSING && !other(from).closeSent()) {
      cut = true;
      closeBoth();
    } else {
      finishIfDone();
    }
  }

  /** Ends the session with the codes and the text of a cause. */
  void close(CloseCause why) {
    CloseNotice usual = CloseNotice.of(why);
    int seconds = plan.rules().retryAfterSeconds();
    close(seconds > 0 && why.comesBack() ? usual.retryWithin(seconds) : usual);
  }

  /**
   * Ends the session with a reason: a Close frame to both sides at the next frame boundary, then,
   * when they have answered or a bound has passed, the end of both connections.
   */
  void close(CloseNotice why) {
    if (state != State.OPEN) return;
    state = State.CLOSING;
    notice = why;
    if (closer == null) {
      closer = ClosedBy.GATEWAY;
      code = why.toClient();
      how = why.cause().end();
    }
    deadline.set(FRAME_BOUND);
    beginClose(client, why);
    beginClose(member, why);
    finishIfDone();
  }

  /** A side does not answer the gateway's Pings. */
  void unresponsive(TunnelSide side) {
    boolean server = side.isServer();
    close(server ? CloseCause.MEMBER_UNRESPONSIVE : CloseCause.CLIENT_UNRESPONSIVE);
  }

  /** Something went wrong in the gateway itself. */
  void failed(TunnelSide side) {
    if (state == State.OPEN) close(CloseCause.INTERNAL);
    else side.carrier().close();
  }

  /** Writes a Close frame if the direction towards a side is between two frames. */
  private void beginClose(TunnelSide to, CloseNotice why) {
    TunnelSide from = other(to);
    if (from.incoming().closed()) {
      to.closeAlreadySent();
    } else if (from.incoming().atBoundary()) {
      to.writeClose(why);
    } else {
      return;
    }
    from.updateReading();
    if (client.closeSent() && member.closeSent()) deadline.set(CLOSE_BOUND);
  }

  /** The frame that was under way from a side when the close began has passed. */
  void frameEnded(TunnelSide from) {
    CloseNotice why = notice;
    if (why != null) beginClose(other(from), why);
  }

  /** Once both sides have nothing more to say, the connections end. */
  void finishIfDone() {
    if ((state == State.CLOSING || state == State.LEAVING)
        && client.finished()
        && member.finished()) {
      closeBoth();
    }
  }

  private void closeBoth() {
    if (state == State.ENDING || state == State.ENDED) return;
    state = State.ENDING;
    deadline.set(FLUSH_BOUND);
    client.closeWhenWritten();
    member.closeWhenWritten();
  }

  private void expired() {
    if (state == State.OPEN) {
      close(CloseCause.IDLE);
      return;
    }
    if (state == State.CLOSING && !(client.closeSent() && member.closeSent())) {
      cut = true;
    }
    state = State.ENDING;
    client.carrier().close();
    member.carrier().close();
  }

  private void end() {
    if (state == State.ENDED) return;
    state = State.ENDED;
    deadline.cancel();
    if (clientPings != null) clientPings.end();
    if (memberPings != null) memberPings.end();
    ClosedBy by = closer == null ? ClosedBy.GATEWAY : closer;
    String reason = cut ? how.logName() + CUT : how.logName();
    sessions.remove(this, how, new ClosedSession(snapshot(), Instant.now(), by, code, reason));
    plan.ended().accept(new TunnelEnd(by, code, reason, client.bytes(), member.bytes()));
  }
}
