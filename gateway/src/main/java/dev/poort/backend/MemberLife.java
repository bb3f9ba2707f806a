package dev.poort.backend;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A member with its prober, from its first use to the end of its drain time. */
final class MemberLife {
  private final Member member;
  private final Prober prober;
  private boolean started;
  private @Nullable Future<?> end;

  MemberLife(Member member, Prober prober) {
    this.member = member;
    this.prober = prober;
  }

  Member member() {
    return member;
  }

  /** Whether it has ever been in use. */
  boolean started() {
    return started;
  }

  boolean draining() {
    return end != null;
  }

  /** It has its place in a cluster, perhaps again. */
  void use() {
    if (!started) prober.start();
    started = true;
    if (end == null) return;
    end.cancel(false);
    end = null;
    member.recall();
  }

  /** It has none any more. Its probes go on, as bound clients still come to it. */
  void drain(Duration time, Runnable over) {
    if (!started) prober.start();
    started = true;
    member.drain();
    end = prober.after(time, over);
  }

  /**
   * Its drain time is over.
   *
   * @param stays whether another takes its place at the same address
   */
  void end(boolean stays) {
    prober.close();
    member.end(!stays);
  }

  /** The gateway ends. */
  void close() {
    if (end != null) end.cancel(false);
    prober.close();
    member.drain();
  }
}
