package dev.poort.websocket;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each frame of one direction before it passes, for sessions in which the gateway does
 * more than to follow: takes out the Pongs that answer its own Pings, puts its own Pings between
 * two frames, and stops at the first frame that breaks a limit or RFC 6455. All else passes as it
 * came.
 *
 * <p>A header that has not come whole, or a Pong that may be one of these, is held back until the
 * rest has come: never more than 17 octets. When the peer ends before that, they are dropped; they
 * were no whole frame. Used on the session's loop alone.
 */
final class FrameGate {
  private static final byte[] NOTHING = {};

  private final Tunnel tunnel;
  private final TunnelSide from;
  private final FrameFollower follower;
  private final @Nullable KeepAlive pongs;
  private final @Nullable KeepAlive pings;
  private final @Nullable MessageLimits limits;
  private final @Nullable FrameCheck check;
  private byte[] held = NOTHING;
  private boolean traffic;
  private boolean refused;

  /**
   * @param from whose frames these are
   * @param pongs whose answers come from there; null for none
   * @param pings those to the other side; null for none
   */
  FrameGate(Tunnel tunnel, TunnelSide from, @Nullable KeepAlive pongs, @Nullable KeepAlive pings) {
    SessionRules rules = tunnel.plan().rules();
    boolean client = !from.isServer();
    this.limits = client ? MessageLimits.of(rules, tunnel.loop().ticker()) : null;
    this.check = rules.validateFrames() ? new FrameCheck(client, tunnel.plan().extensions()) : null;
    this.tunnel = tunnel;
    this.from = from;
    this.follower = from.incoming();
    this.pongs = pongs;
    this.pings = pings;
  }

  /** Passes on what has come; takes the buffer over. */
  void pass(ByteBuf read) {
    if (pongs != null) pongs.heard();
    boolean closedBefore = follower.closed();
    ByteBuf in = joined(read);
    try {
      if (refused) follower.follow(in);
      else walk(in);
    } finally {
      in.release();
    }
    if (follower.closed() && !closedBefore) tunnel.closeSeen(from);
  }

  private void walk(ByteBuf in) {
    int end = in.writerIndex();
    int passed = in.readerIndex();
    int at = passed;
    while (at < end) {
      if (follower.atBoundary()) {
        if (pings != null && pings.due()) {
          passOn(in, passed, at);
          passed = at;
          pings.write();
        }
        int whole = sizeToSee(in, at, end);
        if (whole > end - at) break;
        if (pongs != null && isAnswer(in, at, whole, pongs)) {
          passOn(in, passed, at);
          passed = at + whole;
          at = passed;
          if (pongs.countsAsTraffic()) traffic = true;
          continue;
        }
        CloseNotice broken = broken(in, at);
        if (broken != null) {
          passOn(in, passed, at);
          refuse(in, at, broken);
          return;
        }
      }
      at = follower.followFrame(in, at);
    }
    passOn(in, passed, at);
    hold(in, at, end);
    if (pings != null && follower.atBoundary() && pings.due()) pings.write();
  }

  /** How much of the frame must be there before it is known what becomes of it. */
  private int sizeToSee(ByteBuf in, int at, int end) {
    if (end - at < 2) return 2;
    int second = in.getByte(at + 1);
    int header = FrameHeader.size(second);
    boolean likePong =
        pongs != null
            && (second & FrameHeader.LENGTH) == PingFrame.LENGTH
            && (in.getByte(at) & 0xff) == PingFrame.FIN_PONG;
    return likePong ? header + PingFrame.LENGTH : header;
  }

  /** Why a frame whose header is there must not pass; null when it may. */
  private @Nullable CloseNotice broken(ByteBuf in, int at) {
    if (limits == null && check == null) return null;
    int first = in.getByte(at) & 0xff;
    int second = in.getByte(at + 1) & 0xff;
    long length = FrameHeader.length(in, at);
    String defect = check == null ? null : check.defect(first, second, length);
    if (defect != null) return protocolError(defect);
    CloseCause limit = limits == null ? null : limits.broken(first, length);
    return limit == null ? null : CloseNotice.of(limit);
  }

  private CloseNotice protocolError(String defect) {
    CloseCause cause =
        from.isServer() ? CloseCause.MEMBER_PROTOCOL_ERROR : CloseCause.CLIENT_PROTOCOL_ERROR;
    return CloseNotice.of(cause, cause.reason() + defect);
  }

  /** Nothing more passes; what comes is followed to the answer to the gateway's Close frame. */
  private void refuse(ByteBuf in, int at, CloseNotice why) {
    refused = true;
    tunnel.close(why);
    follower.follow(in.readerIndex(at));
    tunnel.finishIfDone();
  }

  private static boolean isAnswer(ByteBuf in, int at, int whole, KeepAlive pongs) {
    boolean masked = (in.getByte(at + 1) & FrameHeader.MASKED) != 0;
    int header = masked ? 2 + Integer.BYTES : 2;
    if (whole != header + PingFrame.LENGTH || (in.getByte(at) & 0xff) != PingFrame.FIN_PONG) {
      return false;
    }
    return pongs.answeredBy(in, at + header, masked ? in.getInt(at + 2) : 0);
  }

  private void passOn(ByteBuf in, int start, int end) {
    if (start == end) return;
    traffic = true;
    // Nearly always all of it passes: a slice would be one more object for nothing.
    boolean whole = start == in.readerIndex() && end == in.writerIndex();
    tunnel.other(from).write(whole ? in.retain() : in.retainedSlice(start, end - start));
  }

  private void hold(ByteBuf in, int at, int end) {
    if (at == end) return;
    held = new byte[end - at];
    in.getBytes(at, held);
  }

  /** What was held back and what has come after it; takes the buffer over. */
  ByteBuf joined(ByteBuf read) {
    if (held.length == 0) return read;
    ByteBuf all = from.carrier().alloc().ioBuffer(held.length + read.readableBytes());
    all.writeBytes(held).writeBytes(read);
    read.release();
    held = NOTHING;
    return all;
  }

  /** Whether anything has passed since it was asked last. */
  boolean traffic() {
    boolean before = traffic;
    traffic = false;
    return before;
  }

  /** The side's peer reads again, or has too much unread. */
  void writabilityChanged() {
    if (pongs != null) pongs.writabilityChanged();
    if (pings != null) pings.writabilityChanged();
  }
}
