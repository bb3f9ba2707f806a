package dev.poort.websocket;

import dev.poort.telemetry.SessionEnd;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side of a tunnel: what its carrier brings goes to the other side's. Octets go through as they
 * are; {@link FrameFollower} watches them go by.
 */
public final class TunnelSide {
  private static final Logger LOG = LoggerFactory.getLogger(TunnelSide.class);

  private final Tunnel tunnel;
  private final Carrier carrier;
  private final boolean toServer;

  /** Follows what comes in from this side's peer. */
  private final FrameFollower incoming = new FrameFollower();

  /** What looks at frames before they pass; null where nothing does. */
  private @Nullable FrameGate gate;

  private long bytes;
  private boolean inputEnded;
  private boolean closeSent;
  private boolean read;

  /**
   * @param toServer whether the peer on this side is the WebSocket's server
   */
  TunnelSide(Tunnel tunnel, Carrier carrier, boolean toServer) {
    this.tunnel = tunnel;
    this.carrier = carrier;
    this.toServer = toServer;
  }

  /** Has what comes in from this side looked at frame by frame. */
  void inspect(FrameGate gate) {
    this.gate = gate;
  }

  Carrier carrier() {
    return carrier;
  }

  boolean isServer() {
    return toServer;
  }

  long bytes() {
    return bytes;
  }

  FrameFollower incoming() {
    return incoming;
  }

  boolean inputEnded() {
    return inputEnded;
  }

  /** Whether nothing more of interest comes from this side once the gateway has begun to close. */
  boolean finished() {
    return inputEnded || (closeSent && incoming.closed());
  }

  /** Whether what comes from the peer is read, or waits because the other side does not read. */
  boolean isRead() {
    return read;
  }

  boolean closeSent() {
    return closeSent;
  }

  private TunnelSide other() {
    return tunnel.other(this);
  }

  /** Octets have come; takes them over. */
  public void received(ByteBuf in) {
    bytes += in.readableBytes();
    switch (tunnel.state()) {
      case OPEN -> relay(in);
      case CLOSING -> relayRestOfFrame(in);
      case LEAVING -> relayLastWords(in);
      case ENDING, ENDED -> in.release();
    }
  }

  private void relay(ByteBuf in) {
    if (gate != null) {
      gate.pass(in);
      return;
    }
    boolean closedBefore = incoming.closed();
    incoming.follow(in);
    if (incoming.closed() && !closedBefore) tunnel.closeSeen(this);
    other().write(in);
  }

  /** The gateway is closing: the frame under way still goes through, then its own Close frame. */
  private void relayRestOfFrame(ByteBuf read) {
    ByteBuf in = gate == null ? read : gate.joined(read);
    try {
      if (!other().closeSent) {
        int end = incoming.followToBoundary(in);
        int length = (end < 0 ? in.writerIndex() : end) - in.readerIndex();
        other().write(in.readRetainedSlice(length));
        if (end >= 0) tunnel.frameEnded(this);
      }
      incoming.follow(in);
    } finally {
      in.release();
    }
    tunnel.finishIfDone();
  }

  /** The other side sends no more, but may still read. */
  private void relayLastWords(ByteBuf in) {
    if (other().carrier.isOpen()) relay(in);
    else drop(in);
    tunnel.finishIfDone();
  }

  /** Nobody is left to hear it, but the answer to the gateway's Close frame is the end. */
  private void drop(ByteBuf read) {
    ByteBuf in = gate == null ? read : gate.joined(read);
    incoming.follow(in);
    in.release();
  }

  void write(ByteBuf out) {
    carrier.write(out);
  }

  /** Writes the gateway's own Close frame after all that went before. */
  void writeClose(CloseNotice why) {
    closeSent = true;
    carrier.write(closeFrame(why));
    carrier.flush();
  }

  /** The gateway's own Close frame, as the peer on this side must get it. */
  ByteBuf closeFrame(CloseNotice why) {
    return CloseFrame.of(carrier.alloc(), why.code(toServer), why.text(toServer), toServer);
  }

  /** The peer has its Close frame or is on the way to get it; none of the gateway's follows. */
  void closeAlreadySent() {
    closeSent = true;
  }

  /** All that had come by now is told. */
  public void readComplete() {
    if (gate == null || gate.traffic()) tunnel.touch();
    other().carrier.flush();
  }

  /** More may be written now, or no longer. */
  public void writabilityChanged() {
    tunnel.touch();
    other().updateReading();
    if (gate != null) gate.writabilityChanged();
  }

  /** Back-pressure: while the other side's peer does not read, this side is not read either. */
  public void updateReading() {
    boolean passesOn =
        switch (tunnel.state()) {
          case OPEN -> true;
          case CLOSING -> !other().closeSent;
          case LEAVING -> other().carrier.isOpen();
          case ENDING, ENDED -> false;
        };
    // What is not passed on is dropped, and the answer to the gateway's Close frame must come in.
    read = !passesOn || other().carrier.isWritable();
    carrier.read(read);
  }

  /** The peer sends no more. */
  public void endOfInput() {
    if (inputEnded) return;
    inputEnded = true;
    tunnel.inputEnded(this);
  }

  /** The carrier is closed for good. */
  public void closed() {
    endOfInput();
    tunnel.lost(this);
  }

  /** The carrier broke; that it is closed is told next. */
  public void broken(SessionEnd why) {
    inputEnded = true;
    tunnel.broken(this, why);
  }

  /** Something was thrown on the way: the carrier broke, or the gateway has a defect. */
  public void failed(Throwable cause) {
    if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
      broken(SessionEnd.TLS_ERROR);
    } else if (cause instanceof IOException) {
      broken(SessionEnd.CONNECTION_RESET);
    } else {
      LOG.warn("a session is ended", cause);
      tunnel.failed(this);
    }
  }

  /** Closes once all that was written has gone out. */
  void closeWhenWritten() {
    carrier.read(true);
    carrier.closeWhenWritten();
  }
}
