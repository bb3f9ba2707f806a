package dev.poort.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time-out that is moved often and expires seldom. Moving it later costs a write of one field:
 * the timer that is already set fires at its old time, sees that it is early, and sets itself anew.
 *
 * <p>Belongs to one event loop and is used on it alone.
 */
public final class Deadline {
  private static final long NEVER = Long.MAX_VALUE;

  private final EventLoop loop;
  private final Runnable expired;
  private long at = NEVER;
  private long timerAt;
  private @Nullable ScheduledFuture<?> timer;

  /**
   * @param loop where it expires
   * @param expired what to do then
   */
  public Deadline(EventLoop loop, Runnable expired) {
    this.loop = loop;
    this.expired = expired;
  }

  /** Expires once, this long from now, unless moved or cleared before. */
  public void set(Duration fromNow) {
    set(fromNow.toNanos());
  }

  /**
   * The same in nanoseconds.
   *
   * @return the moment of now by the loop's ticker, for whoever needs it too: asking twice for each
   *     octet that passes would show
   */
  public long set(long nanosFromNow) {
    long now = loop.ticker().nanoTime();
    at = now + nanosFromNow;
    if (timer == null) {
      schedule(nanosFromNow);
    } else if (timerAt - at > 0) {
      timer.cancel(false);
      schedule(nanosFromNow);
    }
    return now;
  }

  /** Does not expire until it is set again. */
  public void clear() {
    at = NEVER;
  }

  /** Lets go of the timer; for the end of its owner's life. */
  public void cancel() {
    at = NEVER;
    if (timer != null) timer.cancel(false);
    timer = null;
  }

  private void schedule(long nanos) {
    timerAt = at;
    timer = loop.schedule(this::fire, nanos, TimeUnit.NANOSECONDS);
  }

  private void fire() {
    timer = null;
    if (at == NEVER) return;
    long left = at - loop.ticker().nanoTime();
    if (left > 0) {
      schedule(left);
    } else {
      at = NEVER;
      expired.run();
    }
  }
}
