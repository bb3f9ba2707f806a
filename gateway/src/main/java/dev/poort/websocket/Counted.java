package dev.poort.websocket;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many there are of each key, never more than a limit. Safe for use on every loop. */
final class Counted<K> {
  private final ConcurrentMap<K, Integer> counts = new ConcurrentHashMap<>();

  /**
   * Counts one more.
   *
   * @param limit how many there may be; 0 for any number
   * @return false, and nothing is counted, when there are as many already
   */
  boolean add(K key, int limit) {
    while (true) {
      Integer before = counts.get(key);
      if (before == null) {
        if (counts.putIfAbsent(key, 1) == null) return true;
      } else if (limit > 0 && before >= limit) {
        return false;
      } else if (counts.replace(key, before, before + 1)) {
        return true;
      }
    }
  }

  /** Counts one less. */
  void remove(K key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }
}
