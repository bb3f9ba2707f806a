package dev.poort.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one resource.
 *
 * @param id its id, as first spelled; compared without regard to letter case
 * @param document what it is from now on, a JSON object; null when it is no more
 * @param replaces the version that made it what it was, {@link KeptResource#version}; 0 when it was
 *     not there
 */
public record Edit(String id, @Nullable String document, long replaces) {
  String key() {
    return id.toLowerCase(Locale.ROOT);
  }
}
