package dev.poort.resourcemanager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one change makes of resources; of two for one resource the later counts. */
final class Edits {
  private final Map<String, Held> made = new LinkedHashMap<>();
  private final Map<String, ResourceId> gone = new LinkedHashMap<>();

  Edits put(Held held) {
    gone.remove(held.id().key());
    made.put(held.id().key(), held);
    return this;
  }

  Edits remove(ResourceId id) {
    made.remove(id.key());
    gone.put(id.key(), id);
    return this;
  }

  Collection<Held> made() {
    return made.values();
  }

  /** What it makes of a resource; null when nothing. */
  @Nullable Held made(ResourceId id) {
    return made.get(id.key());
  }

  List<ResourceId> gone() {
    return new ArrayList<>(gone.values());
  }

  boolean isEmpty() {
    return made.isEmpty() && gone.isEmpty();
  }
}
