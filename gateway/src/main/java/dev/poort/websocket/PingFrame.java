package dev.poort.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The gateway's own Ping frames and the Pongs that answer them (RFC 6455 5.5.2, 5.5.3). Their
 * payload is {@value #LENGTH} octets: a marker that is the session's alone, and a number.
 */
final class PingFrame {
  static final int LENGTH = 12;
  static final int FIN_PONG = FrameHeader.FIN | FrameHeader.PONG;
  private static final int FIN_PING = FrameHeader.FIN | FrameHeader.PING;

  private PingFrame() {}

  /**
   * A Ping frame.
   *
   * @param masked whether it goes to a server (RFC 6455 5.3)
   */
  static ByteBuf ping(ByteBufAllocator allocator, long marker, int number, boolean masked) {
    ByteBuf out = allocator.ioBuffer(6 + LENGTH);
    out.writeByte(FIN_PING).writeByte(masked ? FrameHeader.MASKED | LENGTH : LENGTH);
    int mask = masked ? ThreadLocalRandom.current().nextInt() : 0;
    if (masked) out.writeInt(mask);
    out.writeLong(marker ^ twice(mask)).writeInt(number ^ mask);
    return out;
  }

  /** Whether the payload of a Pong begins with the marker. */
  static boolean bears(long marker, ByteBuf in, int payloadAt, int mask) {
    return (in.getLong(payloadAt) ^ twice(mask)) == marker;
  }

  /** The number in the payload of a Pong. */
  static int number(ByteBuf in, int payloadAt, int mask) {
    return in.getInt(payloadAt + Long.BYTES) ^ mask;
  }

  private static long twice(int mask) {
    return ((long) mask << 32) | (mask & 0xffff_ffffL);
  }
}
