package dev.poort.websocket;

import dev.poort.config.KeepAliveOptions;
import dev.poort.telemetry.Ping;
import dev.poort.transport.Deadline;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own Pings to one side of a session.
 *
 * <pre>
 *  RESTING ─ interval ─▶ DUE ─ between two frames, the peer reads ─▶ SENT ─ Pong ─▶ RESTING
 *                         └────────── nothing heard for the time-out ─┴─▶ the peer is dead
 * </pre>
 *
 * <p>Any octet of the peer's shows that it lives: of several Pings it may answer the last alone
 * (RFC 6455 5.5.3), which may be one of the application's. At most one Ping is under way. One timer
 * for each, which no octet moves. Used on the session's loop alone.
 */
final class KeepAlive {
  private enum State {
    RESTING,
    DUE,
    SENT
  }

  private final Tunnel tunnel;
  private final TunnelSide side;
  private final long interval;
  private final long timeout;
  private final boolean countsAsTraffic;
  private final Deadline timer;
  private final long marker = ThreadLocalRandom.current().nextLong();
  private State state = State.RESTING;
  private int number;
  private long sentAt;
  private boolean heard;
  private @Nullable Ping answered;

  private KeepAlive(Tunnel tunnel, TunnelSide side, Duration interval, KeepAliveOptions options) {
    this.tunnel = tunnel;
    this.side = side;
    this.interval = interval.toNanos();
    this.timeout = options.timeout().toNanos();
    this.countsAsTraffic = options.countsAsTraffic();
    this.timer = new Deadline(tunnel.loop(), this::expired);
  }

  /** Those to a side; null when it is not pinged. */
  static @Nullable KeepAlive of(Tunnel tunnel, TunnelSide side, KeepAliveOptions options) {
    Duration interval = options.interval(side.isServer());
    return interval == null ? null : new KeepAlive(tunnel, side, interval, options);
  }

  /** The session begins. */
  void begin() {
    // Sessions that began together, as after a restart, shall not be pinged together.
    timer.set(ThreadLocalRandom.current().nextLong(interval / 2, interval));
  }

  /** The session is over. */
  void end() {
    timer.cancel();
  }

  /** The last Ping that the peer has answered; null for none. */
  @Nullable Ping answered() {
    return answered;
  }

  /** Whether an answer begins the idle time anew. */
  boolean countsAsTraffic() {
    return countsAsTraffic;
  }

  /** Whether a Ping waits for the next frame boundary and may go there. */
  boolean due() {
    return state == State.DUE && allowed() && side.carrier().isWritable();
  }

  /** After a Close frame nothing may follow (RFC 6455 5.5.1), nor would it be answered. */
  private boolean allowed() {
    return tunnel.state() == Tunnel.State.OPEN
        && !side.incoming().closed()
        && !tunnel.other(side).incoming().closed();
  }

  /** Something has come from the peer. */
  void heard() {
    heard = true;
  }

  /** The peer has taken something, or it is read again: what it says may have waited. */
  void writabilityChanged() {
    heard = true;
    attempt();
  }

  /** Writes the Ping that is due; the direction to the side is between two frames. */
  void write() {
    state = State.SENT;
    heard = false;
    sentAt = now();
    timer.set(timeout);
    ByteBuf ping = PingFrame.ping(side.carrier().alloc(), marker, ++number, side.isServer());
    side.carrier().write(ping);
  }

  /**
   * Whether a Pong of the peer's answers a Ping of these.
   *
   * @param payloadAt where its payload of {@link PingFrame#LENGTH} octets begins
   * @param mask its masking key; 0 when it has none
   */
  boolean answeredBy(ByteBuf in, int payloadAt, int mask) {
    if (!PingFrame.bears(marker, in, payloadAt, mask)) return false;
    int which = PingFrame.number(in, payloadAt, mask);
    if (which - number > 0 || which <= 0) return false;
    if (which == number && state == State.SENT) {
      long taken = now() - sentAt;
      answered = new Ping(Duration.ofNanos(taken), Instant.now());
      rest(interval - taken);
    }
    return true;
  }

  private void rest(long nanos) {
    state = State.RESTING;
    timer.set(Math.max(nanos, 0));
  }

  private void expired() {
    if (!allowed()) return;
    switch (state) {
      case RESTING -> {
        state = State.DUE;
        heard = false;
        timer.set(timeout);
        attempt();
      }
      case DUE -> {
        // The frame that is under way is the other side's to end.
        if (heard || side.carrier().isWritable()) stillDue();
        else tunnel.unresponsive(side);
      }
      case SENT -> {
        if (heard || !side.isRead()) rest(interval - (now() - sentAt));
        else tunnel.unresponsive(side);
      }
    }
  }

  private void stillDue() {
    heard = false;
    timer.set(timeout);
  }

  private void attempt() {
    if (!due() || !tunnel.other(side).incoming().atBoundary()) return;
    write();
    side.carrier().flush();
  }

  private long now() {
    return tunnel.loop().ticker().nanoTime();
  }
}
