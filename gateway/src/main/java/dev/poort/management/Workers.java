package dev.poort.management;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Does what calls ask for away from the loop that reads them: at most {@value #AT_ONCE} at one
 * time, the others wait, of which there are no more than connections.
 */
final class Workers implements AutoCloseable {
  private static final int AT_ONCE = 64;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(AT_ONCE);

  void run(Runnable work) {
    threads.execute(
        () -> {
          free.acquireUninterruptibly();
          try {
            work.run();
          } finally {
            free.release();
          }
        });
  }

  /** Takes nothing more, and lets what is under way end. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
