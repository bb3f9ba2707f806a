package dev.poort.arm;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gateways that a file holds, before they are read.
 *
 * @param gateways as the file or its template says, in order
 * @param around what may hold the machines of their pools
 * @param files what was read beside the file
 */
record Found(List<Gateway> gateways, Supplier<List<JsonObject>> around, Supplier<Set<Path>> files) {
  /**
   * A gateway.
   *
   * @param name null when it has none or it cannot be told
   * @param where where it stands
   * @param body the whole resource
   */
  record Gateway(@Nullable String name, JsonValue where, Supplier<JsonObject> body) {}

  /** Gateways that stand as they are. */
  static Found plain(List<JsonObject> gateways, List<JsonObject> around) {
    List<Gateway> found =
        gateways.stream()
            .map(
                gateway ->
                    new Gateway(
                        gateway.get("name") instanceof JsonString name ? name.text() : null,
                        gateway,
                        () -> Literals.of(gateway)))
            .toList();
    return new Found(found, () -> around, Set::of);
  }
}
