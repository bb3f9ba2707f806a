package dev.poort.websocket.autobahn;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** What the other end does meanwhile. */
final class Task<T> {
  private static final int SECONDS = 20;

  private final FutureTask<T> task;

  Task(Callable<T> work) {
    task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
  }

  /** Waits for it. */
  T result() throws Exception {
    return task.get(SECONDS, TimeUnit.SECONDS);
  }
}
