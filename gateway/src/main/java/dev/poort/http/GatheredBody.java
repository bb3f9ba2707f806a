package dev.poort.http;

import dev.poort.backend.MemberStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * The body of a request that no member sees before it is whole (ARM: {@code
 * globalConfiguration.enableRequestBuffering}). One that is longer than {@link #MOST}, or for which
 * the gateway has no {@link GatheringSpace} left, is passed on from there as it comes. A whole one
 * can be sent to another member again.
 *
 * <p>Belongs to one exchange and is used on its loop alone.
 */
final class GatheredBody {
  /** Octets that are kept. */
  static final int MOST = 1 << 20;

  private final GatheringSpace space;
  private ByteBuf octets;

  /** Octets of the space that are this body's. */
  private long taken;

  private boolean gathering = true;
  private boolean full;
  private boolean whole;

  GatheredBody(ByteBufAllocator allocator, GatheringSpace space) {
    this.octets = allocator.buffer();
    this.space = space;
  }

  /** Whether there is more to wait for before a member is asked. */
  boolean gathering() {
    return gathering;
  }

  /** Takes a piece over. */
  void add(ByteBuf piece) {
    int length = piece.readableBytes();
    if (space.take(length)) taken += length;
    else full = true;
    octets.writeBytes(piece);
    piece.release();
  }

  /** Whether it is too long, or the gateway too full, to wait any longer. */
  boolean full() {
    return full || octets.readableBytes() >= MOST;
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
    if (whole) {
      member.content(octets.retainedDuplicate());
    } else {
      member.content(octets.readRetainedSlice(octets.readableBytes()));
      release();
    }
  }

  /** Keeps nothing any more. */
  void release() {
    octets.release();
    octets = Unpooled.EMPTY_BUFFER;
    space.give(taken);
    taken = 0;
  }
}
