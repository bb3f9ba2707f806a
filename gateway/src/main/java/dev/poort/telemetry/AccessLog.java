package dev.poort.telemetry;

import dev.poort.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access log: JSON lines, written by a thread of its own so that no event loop waits for a
 * disk. Between the loops and that thread stands a queue of {@value #CAPACITY} entries; what does
 * not fit is dropped and counted. A line is on the disk at most {@value #PAUSE_MILLIS} ms after its
 * request, as long as the disk keeps up.
 */
public final class AccessLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int CAPACITY = 64 << 10;
  private static final int BATCH = 1 << 10;
  private static final long PAUSE_MILLIS = 50;
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);
  private static final Duration REPORT_PAUSE = Duration.ofSeconds(10);

  private final BlockingQueue<AccessLogEntry> queue;
  private final LongAdder dropped = new LongAdder();
  private final AccessLogFormat format =
      new AccessLogFormat("poort_" + ProcessHandle.current().pid());
  private final @Nullable LogFile file;
  private final @Nullable Thread writer;

  private volatile boolean reopen;
  private volatile boolean closing;
  private long reported;
  private long reportedAt = System.nanoTime() - REPORT_PAUSE.toNanos();

  private AccessLog(@Nullable LogFile file) {
    this.file = file;
    queue = new ArrayBlockingQueue<>(file == null ? 1 : CAPACITY);
    writer =
        file == null
            ? null
            : Thread.ofPlatform().name("poort-access-log").daemon().unstarted(() -> run(file));
  }

  /**
   * Opens a log. The file is appended to.
   *
   * @param target a path, {@code -} for standard output, or {@code off} for a log that takes
   *     nothing
   * @throws IOException if the file cannot be opened
   */
  public static AccessLog open(String target) throws IOException {
    AccessLog log =
        new AccessLog(target.equals(Settings.NO_ACCESS_LOG) ? null : new LogFile(target));
    if (log.writer != null) log.writer.start();
    return log;
  }

  /** Whether entries are wanted; ask before making one. Any thread. */
  public boolean enabled() {
    return file != null;
  }

  /** Takes an entry, or drops and counts it when the queue is full. Any thread, never waits. */
  public void record(AccessLogEntry entry) {
    if (file == null) return;
    if (closing || !queue.offer(entry)) dropped.increment();
  }

  /** How many entries were not written: the queue was full or the disk refused. Any thread. */
  public long dropped() {
    return dropped.sum();
  }

  /** Opens the file's path anew, after a log rotation has moved the old one away. Any thread. */
  public void reopen() {
    reopen = true;
  }

  /**
   * Writes what was recorded, within {@link #CLOSE_BOUND} of 5 s, closes the file, and says how
   * many entries were dropped in all if there are any. Closing again does nothing.
   */
  @Override
  public void close() {
    if (closing) return;
    closing = true;
    if (writer == null) return;
    LockSupport.unpark(writer);
    try {
      if (!writer.join(CLOSE_BOUND)) LOG.warn("access log not written in full: the disk is slow");
      long lost = dropped();
      if (lost > 0) LOG.warn("access log closed: {} entries dropped in all", lost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The writer's life. It sleeps between batches instead of waiting on the queue: a loop that
   * records would otherwise pay for waking it with each request.
   */
  private void run(LogFile file) {
    List<AccessLogEntry> batch = new ArrayList<>(BATCH);
    ByteArrayOutputStream lines = new ByteArrayOutputStream(BATCH << 9);
    try (file) {
      while (true) {
        boolean last = closing;
        if (reopen) reopen(file);
        if (queue.drainTo(batch, BATCH) > 0) write(batch, lines, file);
        reportDropped();
        if (batch.size() == BATCH) {
          batch.clear();
          continue;
        }
        batch.clear();
        if (last) return;
        LockSupport.parkNanos(this, Duration.ofMillis(PAUSE_MILLIS).toNanos());
      }
    } catch (IOException e) {
      LOG.warn("access log not closed: {}", e.toString());
    }
  }

  private void write(List<AccessLogEntry> batch, ByteArrayOutputStream lines, LogFile file) {
    lines.reset();
    try {
      format.write(batch, lines);
      file.write(lines);
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with one batch, the next ones are written.
      dropped.add(batch.size());
      LOG.debug("access log not written", e);
    }
  }

  private void reopen(LogFile file) {
    reopen = false;
    try {
      file.reopen();
    } catch (IOException e) {
      LOG.warn("access log not opened anew, the old file stays in use: {}", e.toString());
    }
  }

  private void reportDropped() {
    long now = dropped.sum();
    long nanos = System.nanoTime();
    if (now == reported || nanos - reportedAt < REPORT_PAUSE.toNanos()) return;
    LOG.warn("access log: {} entries dropped in all, {} since the last word", now, now - reported);
    reported = now;
    reportedAt = nanos;
  }
}
