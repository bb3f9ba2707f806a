package dev.poort.template;

import dev.poort.json.JsonUnknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a copy loop.
 *
 * @param name of the loop
 * @param rounds one for each round, those with a false condition too
 * @param unknown why it cannot be told how many there are; null when it can
 */
record ResourceLoop(String name, List<Resource> rounds, JsonUnknown.@Nullable Reason unknown) {
  ResourceLoop {
    rounds = List.copyOf(rounds);
  }
}
