package dev.poort.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Rounds of a test with random input, the same in each run. {@code -Dpoort.fuzz.rounds=1000000}
 * makes them more, {@code -Dpoort.fuzz.seed=7} others.
 */
public final class Fuzzing {
  /** The time of a thread, not of a clock: the machine may be busy. */
  private static final Duration LONGEST = Duration.ofSeconds(4);

  private Fuzzing() {}

  /**
   * Runs all rounds; one that throws or takes long fails, and says how it is had again.
   *
   * @param rounds how many, unless a property says so
   */
  public static void run(int rounds, Consumer<Random> round) {
    long first = Long.getLong("poort.fuzz.seed", 0);
    long end = first + Integer.getInteger("poort.fuzz.rounds", rounds);
    for (long seed = first; seed < end; seed++) {
      String again = "-Dpoort.fuzz.rounds=1 -Dpoort.fuzz.seed=" + seed;
      long began = cpuNanos();
      try {
        round.accept(new Random(seed));
      } catch (RuntimeException | Error e) {
        throw new AssertionError(again, e);
      }
      assertThat(Duration.ofNanos(cpuNanos() - began)).as(again).isLessThan(LONGEST);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
