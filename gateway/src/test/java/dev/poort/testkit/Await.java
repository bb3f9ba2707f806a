package dev.poort.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what happens on another thread, within a bound. */
public final class Await {
  /** How long anything in a test may take. */
  public static final Duration BOUND = Duration.ofSeconds(10);

  private static final long POLL_MILLIS = 2;

  private Await() {}

  /**
   * Returns as soon as the condition holds.
   *
   * @param what the condition in words, for the failure
   * @throws AssertionError when it does not hold within {@link #BOUND}
   */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - end > 0)
        throw new AssertionError("not within " + BOUND + ": " + what);
      Thread.sleep(POLL_MILLIS);
    }
  }
}
