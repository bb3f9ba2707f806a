package dev.poort.websocket;

import dev.poort.telemetry.ClosedBy;
import dev.poort.telemetry.Session;
import dev.poort.telemetry.SessionEnd;
import dev.poort.transport.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket session after its handshake: two channels on one event loop and the octets between
 * them.
 *
 * <pre>
 *  OPEN ──────────── either side ended ──────────────▶ ENDING ─ both closed ─▶ ENDED
 *    └─ close(cause) ─▶ CLOSING                            ▲
 *         frames under way end, Close frames go out ───────┘ both answered, or a bound passed
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

  /** How long what is written may take to go out after the other side has ended. */
  private static final Duration FLUSH_BOUND = Duration.ofSeconds(30);

  enum State {
    OPEN,
    CLOSING,
    ENDING,
    ENDED
  }

  private final TunnelPlan plan;
  private final Sessions sessions;
  private final EventLoop loop;
  private final TunnelSide client;
  private final TunnelSide member;
  private final Deadline deadline;
  private final Instant opened = Instant.now();
  private final long idleNanos;
  private State state = State.OPEN;
  private long lastOctet;
  private boolean draining;
  private @Nullable CloseCause cause;
  private @Nullable ClosedBy closer;
  private int code = ABNORMAL;
  private String reason = "";

  private Tunnel(TunnelPlan plan, Sessions sessions, Channel client, Channel member) {
    this.plan = plan;
    this.sessions = sessions;
    this.loop = client.eventLoop();
    this.client = new TunnelSide(this, client, false);
    this.member = new TunnelSide(this, member, true);
    this.idleNanos = plan.idleTimeout().toNanos();
    this.deadline = new Deadline(loop, this::expired);
  }

  /**
   * Joins two channels whose own handlers have left them.
   *
   * @param client the client's channel
   * @param member the member's channel, on the same loop
   * @param fromClient what the client sent after its handshake; taken over
   * @param fromMember what the member sent after its 101; taken over
   */
  public static void join(
      TunnelPlan plan,
      Sessions sessions,
      Channel client,
      Channel member,
      ByteBuf fromClient,
      ByteBuf fromMember) {
    Tunnel tunnel = new Tunnel(plan, sessions, client, member);
    sessions.add(tunnel);
    tunnel.touch();
    tunnel.client.attach();
    tunnel.member.attach();
    tunnel.client.begin(fromClient);
    tunnel.member.begin(fromMember);
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
        client.bytes(),
        member.bytes());
  }

  TunnelSide other(TunnelSide side) {
    return side.isServer() ? client : member;
  }

  State state() {
    return state;
  }

  /** An octet went through: the idle time begins anew. */
  void touch() {
    if (state != State.OPEN) return;
    deadline.set(idleNanos);
    lastOctet = loop.ticker().nanoTime();
  }

  /** Whether the drain time begins now; false when it is running already. */
  boolean beginDraining() {
    if (draining) return false;
    draining = true;
    return true;
  }

  void endDraining() {
    draining = false;
  }

  /** The first Close frame from a side has passed on to the other. */
  void closeSeen(TunnelSide side) {
    if (closer == null) blame(side, side.incoming().closeCode(), SessionEnd.CLOSE_FRAME);
  }

  private void blame(TunnelSide side, int code, SessionEnd end) {
    closer = side.isServer() ? ClosedBy.MEMBER : ClosedBy.CLIENT;
    this.code = code;
    this.reason = end.logName();
  }

  /** A side sends no more. The other learns it; when both are through, the session is over. */
  void inputEnded(TunnelSide side) {
    if (closer == null) blame(side, ABNORMAL, SessionEnd.CONNECTION_CLOSED);
    if (state == State.CLOSING) {
      finishIfDone();
    } else if (state == State.OPEN) {
      TunnelSide other = other(side);
      if (other.inputEnded() || !side.halfCloses() || !other.halfCloses()) {
        closeBoth();
      } else {
        other.shutdownOutput();
      }
    }
  }

  /** A side's channel is closed for good. */
  void lost(TunnelSide side) {
    closeBoth();
    if (!other(side).channel().isActive()) end();
  }

  /**
   * A side's connection broke; the other is told in the same way, unless a Close frame has said
   * goodbye before: a reset could overtake it.
   */
  void broken(TunnelSide side, SessionEnd why) {
    if (closer == null) blame(side, ABNORMAL, why);
    if (state == State.OPEN && !side.incoming().closed()) {
      state = State.ENDING;
      deadline.set(FLUSH_BOUND);
      other(side).reset();
    }
    side.channel().close();
  }

  /**
   * Ends the session with a reason: a Close frame to both sides at the next frame boundary, then,
   * when they have answered or a bound has passed, the end of both connections.
   */
  void close(CloseCause cause) {
    if (state != State.OPEN) return;
    state = State.CLOSING;
    this.cause = cause;
    if (closer == null) {
      closer = ClosedBy.GATEWAY;
      code = cause.code();
      reason = cause.end().logName();
    }
    deadline.set(FRAME_BOUND);
    beginClose(client, cause);
    beginClose(member, cause);
    finishIfDone();
  }

  /** Writes a Close frame if the direction towards a side is between two frames. */
  private void beginClose(TunnelSide to, CloseCause why) {
    TunnelSide from = other(to);
    if (from.incoming().closed() || from.inputEnded()) {
      to.closeAlreadySent();
    } else if (from.incoming().atBoundary()) {
      to.writeClose(why.code(), why.reason());
    } else {
      return;
    }
    from.updateReading();
    if (client.closeSent() && member.closeSent()) deadline.set(CLOSE_BOUND);
  }

  /** The frame that was under way from a side when the close began has passed. */
  void frameEnded(TunnelSide from) {
    CloseCause why = cause;
    if (why != null) beginClose(other(from), why);
  }

  /** Once both sides have nothing more to say, the connections end. */
  void finishIfDone() {
    if (state == State.CLOSING && client.finished() && member.finished()) closeBoth();
  }

  private void closeBoth() {
    if (state == State.ENDING || state == State.ENDED) return;
    state = State.ENDING;
    deadline.set(FLUSH_BOUND);
    client.closeAfterFlush();
    member.closeAfterFlush();
  }

  private void expired() {
    if (state == State.OPEN) {
      close(CloseCause.IDLE);
      return;
    }
    if (state == State.CLOSING && !(client.closeSent() && member.closeSent())) {
      reason += ", cut inside a frame";
    }
    client.channel().close();
    member.channel().close();
  }

  private void end() {
    if (state == State.ENDED) return;
    state = State.ENDED;
    deadline.cancel();
    sessions.remove(this);
    ClosedBy by = closer == null ? ClosedBy.GATEWAY : closer;
    plan.ended().accept(new TunnelEnd(by, code, reason, client.bytes(), member.bytes()));
  }
}
