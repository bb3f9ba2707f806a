package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a copy loop.
 *
 * @param name of the loop
 * @param raw the resource as it is written
 * @param rounds one for each round, those with a false condition too
 * @param unknown why it cannot be told how many there are; null when it can
 */
record ResourceLoop(
    String name, JsonObject raw, List<Resource> rounds, JsonUnknown.@Nullable Reason unknown) {
  ResourceLoop {
    rounds = List.copyOf(rounds);
  }
}
