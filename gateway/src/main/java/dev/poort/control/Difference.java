package dev.poort.control;

import java.util.ArrayList;
import java.util.List;

/**
 * What a change did to the running gateways, each by its name as it is now.
 *
 * @param added those that have begun
 * @param changed those that run something else, be it another name
 * @param removed those that take nothing new and end
 */
public record Difference(List<String> added, List<String> changed, List<String> removed) {
  public Difference {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /** Tells it from changes that are about to be committed. */
  static Difference of(List<Change> changes, List<Gateway> fresh, List<Gateway> gone) {
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (Change change : changes) {
      List<String> names =
          fresh.contains(change.gateway())
              ? added
              : gone.contains(change.gateway()) ? removed : changed;
      names.add(change.name());
    }
    return new Difference(added, changed, removed);
  }
}
