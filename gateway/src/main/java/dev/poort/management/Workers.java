package dev.poort.management;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Does what calls ask for away from the loop that reads them: at most {@value #READS} that read and
 * {@value #WRITES} that change something at one time, so that nobody who reads waits for those who
 * write. The others wait, of which there are no more than connections.
 */
final class Workers implements AutoCloseable {
  private static final int READS = 48;
  private static final int WRITES = 16;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore reads = new Semaphore(READS);
  private final Semaphore writes = new Semaphore(WRITES);

  /** Does something that reads. */
  void read(Runnable work) {
    run(work, reads);
  }

  /** Does something that changes what there is. */
  void write(Runnable work) {
    run(work, writes);
  }

  private void run(Runnable work, Semaphore free) {
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
