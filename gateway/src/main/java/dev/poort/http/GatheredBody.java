package dev.poort.http;

import dev.poort.backend.MemberStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The body of a request that no member sees before it is whole (ARM: {@code
 * globalConfiguration.enableRequestBuffering}). One that is longer than {@link #MOST} is passed on
 * from there as it comes. A whole one can be sent to another member again.
 *
 * <p>Belongs to one exchange and is used on its loop alone.
 */
final class GatheredBody {
  /** Octets that are kept. */
  static final int MOST = 1 << 20;

  private final ByteBuf octets;
  private boolean gathering = true;
  private boolean whole;

  GatheredBody(ByteBufAllocator allocator) {
    octets = allocator.buffer();
  }

  /** Whether there is more to wait for before a member is asked. */
  boolean gathering() {
    return gathering;
  }

  /** Takes a piece over. */
  void add(ByteBuf piece) {
    octets.writeBytes(piece);
    piece.release();
  }

  /** Whether it is too long to wait any longer. */
  boolean full() {
    return octets.readableBytes() >= MOST;
  }

  /**
   * Waits no longer.
   *
   * @param whole whether the body has come to its end
   */
  void stop(boolean whole) {
    gathering = false;
    this.whole = whole;
  }

  /** Whether it can be sent once more. */
  boolean whole() {
    return whole;
  }

  /** Sends what was gathered; of a body that is not whole only once. */
  void writeTo(MemberStream member) {
    if (!octets.isReadable()) return;
    member.content(
        whole ? octets.retainedDuplicate() : octets.readRetainedSlice(octets.readableBytes()));
  }

  void release() {
    if (octets.refCnt() > 0) octets.release();
  }
}
