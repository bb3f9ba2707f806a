package dev.poort.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of its clients' bodies a gateway keeps at a time while it gathers them (ARM: {@code
 * globalConfiguration.enableRequestBuffering}). A body that finds no space is passed on as it
 * comes, as where nothing is gathered. Safe for use on every loop.
 */
public final class GatheringSpace {
  /** Octets of all bodies of a gateway. */
  static final long OF_GATEWAY = 64 << 20;

  private final AtomicLong free;

  /** Space for the bodies of one gateway. */
  public GatheringSpace() {
    this(OF_GATEWAY);
  }

  GatheringSpace(long octets) {
    free = new AtomicLong(octets);
  }

  /** Whether so many octets may be kept; they must be given back. */
  boolean take(int octets) {
    if (free.addAndGet(-octets) >= 0) return true;
    free.addAndGet(octets);
    return false;
  }

  /** Gives back what was taken. */
  void give(long octets) {
    free.addAndGet(octets);
  }
}
