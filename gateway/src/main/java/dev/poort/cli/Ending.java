package dev.poort.cli;

import java.util.concurrent.CountDownLatch;

/** The wish to end: the first signal asks for it, a second one ends the process at once. */
final class Ending {
  private static final int KILLED = 130;

  private final CountDownLatch asked = new CountDownLatch(1);

  /** Any thread. */
  void ask() {
    if (asked.getCount() == 0) Runtime.getRuntime().halt(KILLED);
    asked.countDown();
  }

  /** Waits until it is asked for; an interrupt asks for it too. */
  void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      // Whoever runs a command in a thread of its own ends it so; the thread ends with it.
    }
  }
}
