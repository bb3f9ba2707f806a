package dev.poort.cli;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Waits until the process is to end: the first signal asks for it, a second one ends the process at
 * once, and another process may have taken over.
 */
final class Ending {
  private static final int KILLED = 130;

  private final AtomicBoolean asked = new AtomicBoolean();
  private final Semaphore reasons = new Semaphore(0);

  /** A signal came. Any thread. */
  void ask() {
    if (!asked.compareAndSet(false, true)) Runtime.getRuntime().halt(KILLED);
    reasons.release();
  }

  /** Something else is a reason. Any thread. */
  void release() {
    reasons.release();
  }

  /** Waits until there is one reason more; an interrupt is one too. */
  void await() {
    try {
      reasons.acquire();
    } catch (InterruptedException e) {
      // Whoever runs a command in a thread of its own ends it so; the thread ends with it.
    }
  }
}
