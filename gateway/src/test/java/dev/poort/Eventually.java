package dev.poort;

import java.time.Duration;

/** Waits in tests for what happens on another thread, within a bound. */
public final class Eventually {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private Eventually() {}

  /** Returns as soon as the condition holds; fails the test when it does not within 10 s. */
  public static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("not within " + BOUND);
      Thread.sleep(5);
    }
  }

  /** Something that will hold. */
  public interface Condition {
    /** Whether it holds by now. */
    boolean holds() throws Exception;
  }
}
