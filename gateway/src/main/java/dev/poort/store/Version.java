package dev.poort.store;

import java.time.Instant;
import java.util.List;

/**
 * A change that was kept.
 *
 * @param number from 1, one more than the version before
 * @param when it was kept
 * @param who asked for it
 * @param what was asked for, one line
 * @param changed the ids of the resources that it made or changed
 * @param removed the ids of those that are no more
 */
public record Version(
    long number,
    Instant when,
    String who,
    String what,
    List<String> changed,
    List<String> removed) {
  public Version {
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }
}
