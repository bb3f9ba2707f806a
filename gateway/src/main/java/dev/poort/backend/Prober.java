package dev.poort.backend;

import dev.poort.config.Probe;
import dev.poort.telemetry.Health;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks one member again and again whether it is well, and keeps its {@link Health}: the first
 * answer decides at once, later {@code unhealthyThreshold} failures in a row take it out and one
 * success brings it back.
 *
 * <p>Runs on one event loop; {@link #start} and {@link #close} may be called from anywhere.
 */
final class Prober {
  private final Member member;
  private final EventLoop loop;
  private final Consumer<Health> changed;
  private final Probe probe;
  private int failures;
  private boolean stopped;
  private @Nullable ProbeAttempt attempt;
  private @Nullable ScheduledFuture<?> next;

  /**
   * @param changed told on the loop what it was after every change of the member's health
   */
  Prober(Member member, EventLoop loop, Consumer<Health> changed) {
    this.member = member;
    this.loop = loop;
    this.changed = changed;
    this.probe = member.key().probe();
  }

  void start() {
    loop.execute(this::ask);
  }

  /** Asks no more and drops what is under way. */
  void close() {
    loop.execute(
        () -> {
          stopped = true;
          if (next != null) next.cancel(false);
          if (attempt != null) attempt.cancel();
        });
  }

  /** Runs something on its loop after a time. */
  Future<?> after(Duration time, Runnable then) {
    return loop.schedule(then, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void ask() {
    if (stopped) return;
    long begun = loop.ticker().nanoTime();
    attempt = new ProbeAttempt(member, probe, loop, result -> answered(result, begun));
    attempt.start();
  }

  private void answered(ProbeAttempt.Result result, long begun) {
    Health before = member.probed();
    if (result.healthy()) {
      failures = 0;
      member.health(Health.UP, result.log());
    } else {
      failures++;
      boolean out = before != Health.UP || failures >= probe.unhealthyThreshold();
      member.health(out ? Health.DOWN : Health.UP, result.log());
    }
    if (member.probed() != before) changed.accept(before);
    if (stopped) return;
    long rest = probe.interval().toNanos() - (loop.ticker().nanoTime() - begun);
    next = loop.schedule(this::ask, Math.max(rest, 0), TimeUnit.NANOSECONDS);
  }
}
