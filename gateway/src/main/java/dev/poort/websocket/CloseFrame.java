package dev.poort.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Writes Close frames (RFC 6455 5.5.1). */
final class CloseFrame {
  private static final int FIN_CLOSE = FrameHeader.FIN | FrameHeader.CLOSE;

  private CloseFrame() {}

  /**
   * A Close frame.
   *
   * @param masked whether it goes to a server (RFC 6455 5.3)
   */
  static ByteBuf of(ByteBufAllocator allocator, int code, String reason, boolean masked) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int length = 2 + text.length;
    ByteBuf out = allocator.ioBuffer(6 + length);
    out.writeByte(FIN_CLOSE).writeByte(masked ? FrameHeader.MASKED | length : length);
    int mask = masked ? ThreadLocalRandom.current().nextInt() : 0;
    if (masked) out.writeInt(mask);
    for (int i = 0; i < length; i++) {
      int octet = i == 0 ? code >>> 8 : i == 1 ? code : text[i - 2];
      out.writeByte(octet ^ mask >>> (24 - 8 * (i % 4)));
    }
    return out;
  }
}
