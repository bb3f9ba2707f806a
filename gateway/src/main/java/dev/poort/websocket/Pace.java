package dev.poort.websocket;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many a second, as many at once after a second of rest. It remembers one moment: when all that
 * was taken would have been due, one after the other at an even pace. Safe for use on every loop.
 */
final class Pace {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private final long step;
  private final AtomicLong due;

  /**
   * @param perSecond above 0
   * @param now in nanoseconds of the clock that {@link #take} is told
   */
  Pace(int perSecond, long now) {
    this.perSecond = perSecond;
    this.step = SECOND / perSecond;
    this.due = new AtomicLong(now);
  }

  int perSecond() {
    return perSecond;
  }

  /** Takes one; false when there is none left at this moment. */
  boolean take(long now) {
    while (true) {
      long before = due.get();
      long from = before - now > 0 ? before : now;
      if (from - now > SECOND - step) return false;
      if (due.compareAndSet(before, from + step)) return true;
    }
  }
}
