package dev.poort.backend;

import dev.poort.config.HostAndPort;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members that take nothing new because whoever runs the gateway has said so, and since when
 * others are back. By pool and address, so that it outlasts every change that keeps those.
 *
 * <p>Used by whoever holds the lock of {@link Members}.
 */
final class Drains {
  /** A member of a pool, whatever its settings and its probe. */
  record Key(String pool, HostAndPort address) {}

  /**
   * What was said last.
   *
   * @param drain null when the member is back
   * @param since when that was, see {@link System#nanoTime}
   */
  record Word(@Nullable Drain drain, long since) {}

  private final Map<Key, Word> words = new HashMap<>();

  void drain(Key key, @Nullable Duration time) {
    words.put(key, new Word(new Drain(time), System.nanoTime()));
  }

  /** Whether it was drained. */
  boolean restore(Key key) {
    Word last = words.get(key);
    if (last == null || last.drain() == null) return false;
    words.put(key, new Word(null, System.nanoTime()));
    return true;
  }

  @Nullable Word of(String pool, HostAndPort address) {
    return words.isEmpty() ? null : words.get(new Key(pool, address));
  }

  /** Forgets all others. */
  void retain(Set<Key> known) {
    words.keySet().retainAll(known);
  }
}
