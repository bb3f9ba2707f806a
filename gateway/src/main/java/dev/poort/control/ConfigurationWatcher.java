package dev.poort.control;

import dev.poort.problem.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies changes of the configuration's files to the running gateways. What counts is their
 * content: a touch does nothing, and a file that is replaced by a rename or behind a symbolic link
 * (as Kubernetes does with a ConfigMap) is seen like any other. The folders are watched, and the
 * content is compared every two seconds as well, for file systems that report nothing.
 */
public final class ConfigurationWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatcher.class);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration SETTLE = Duration.ofMillis(100);
  private static final int SETTLE_ROUNDS = 20;
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(2);

  private final ConfigurationFiles files;
  private final Gateways gateways;
  private final Consumer<Reload> report;
  private final Thread thread;
  private String fingerprint;
  private volatile Set<Path> linked;

  /**
   * Starts watching.
   *
   * @param files the files
   * @param applied what was read from them and serves in the gateways
   * @param report is told what came of each change, on the watcher's thread or on that of {@link
   *     #reload}
   */
  public ConfigurationWatcher(
      ConfigurationFiles files, Configuration applied, Gateways gateways, Consumer<Reload> report) {
    this.files = files;
    this.gateways = gateways;
    this.report = report;
    this.fingerprint = applied.fingerprint();
    linked = applied.linked();
    thread = Thread.ofPlatform().name("poort-configuration").daemon().unstarted(this::run);
    thread.start();
  }

  /** Reads the files now and applies what they say, changed or not. Any thread. */
  public void reload() {
    reload(files.fingerprint(linked));
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_BOUND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (WatchService watch = watchService()) {
      // Compared first: what changed before the folders were watched sends no event.
      while (!Thread.currentThread().isInterrupted()) {
        // Each time, as poort.json may name other files by now; to ask twice changes nothing.
        if (watch != null) watchFolders(watch);
        String now = settled();
        if (changed(now)) reload(now);
        waitForEvents(watch);
      }
    } catch (InterruptedException e) {
      // Closed: there is nothing more to do on this thread.
    } catch (IOException e) {
      LOG.warn("the configuration is no longer watched: {}", e.toString());
    }
  }

  /** Null where the machine has no watches left; comparing every two seconds remains. */
  private static @Nullable WatchService watchService() {
    try {
      return FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      LOG.debug("folders are not watched", e);
      return null;
    }
  }

  private void watchFolders(WatchService watch) {
    for (Path path : files.paths()) {
      try {
        path.resolveSibling("")
            .register(
                watch,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
      } catch (IOException e) {
        LOG.debug("the folder of {} is not watched", path, e);
      }
    }
  }

  private static void waitForEvents(@Nullable WatchService watch) throws InterruptedException {
    if (watch == null) {
      Thread.sleep(POLL);
      return;
    }
    WatchKey key = watch.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
    for (; key != null; key = watch.poll()) {
      key.pollEvents();
      key.reset();
    }
  }

  /** The fingerprint once it stands still: an editor may write a file in several steps. */
  private String settled() throws InterruptedException {
    String now = files.fingerprint(linked);
    if (!changed(now)) return now;
    for (int round = 0; round < SETTLE_ROUNDS; round++) {
      Thread.sleep(SETTLE);
      String before = now;
      now = files.fingerprint(linked);
      if (now.equals(before)) break;
    }
    return now;
  }

  private synchronized boolean changed(String now) {
    return !now.equals(fingerprint);
  }

  private synchronized void reload(String now) {
    fingerprint = now;
    try {
      Configuration configuration = files.read();
      linked = configuration.linked();
      fingerprint = configuration.fingerprint();
      long began = System.nanoTime();
      if (configuration.gateways().equals(gateways.configurations())
          && configuration.settings().equals(gateways.settings())) {
        report.accept(new Reload.Unchanged());
        return;
      }
      Difference difference = gateways.apply(configuration.gateways(), configuration.settings());
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      report.accept(new Reload.Applied(configuration, difference, took));
    } catch (InvalidConfigurationException e) {
      report.accept(new Reload.Refused(e.problems()));
    } catch (IOException e) {
      report.accept(new Reload.Failed(e));
    } catch (RuntimeException e) {
      // A defect of Poort; the next change gets its chance all the same.
      LOG.error("the configuration was not applied", e);
    }
  }
}
