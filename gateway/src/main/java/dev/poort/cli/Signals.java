package dev.poort.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * What signals of the operating system do, until closed. A JVM's shutdown hooks would not do: a
 * process that ends through them says 143 to the shell, not 0.
 */
final class Signals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private final Deque<Runnable> restore = new ArrayDeque<>();

  /**
   * Runs an action at a signal, on a thread of its own.
   *
   * @param name without SIG, such as {@code TERM}; one that this machine does not know is left out
   */
  void on(String name, Runnable action) {
    try {
      var signal = new Signal(name);
      var before = Signal.handle(signal, received -> action.run());
      restore.push(() -> Signal.handle(signal, before));
    } catch (IllegalArgumentException e) {
      // Windows has no HUP, and a JVM started with -Xrs leaves signals alone.
      LOG.debug("no {} here: {}", name, e.getMessage());
    }
  }

  /** What each signal did before. */
  @Override
  public void close() {
    restore.forEach(Runnable::run);
  }
}
