package dev.poort.resourcemanager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All resources at one time. Immutable; a change makes another. */
final class Inventory {
  private final Map<String, Held> byKey;
  private final long version;

  private Inventory(Map<String, Held> byKey, long version) {
    this.byKey = byKey;
    this.version = version;
  }

  /** What no store has. */
  static Inventory of(Collection<Held> resources) {
    return of(resources, 0);
  }

  /** What a version of the store holds. */
  static Inventory of(Collection<Held> resources, long version) {
    Map<String, Held> byKey = new LinkedHashMap<>();
    for (Held each : resources) byKey.put(each.id().key(), each);
    return new Inventory(byKey, version);
  }

  /** The version of the store that it is; 0 for none. */
  long version() {
    return version;
  }

  @Nullable Held get(ResourceId id) {
    return byKey.get(id.key());
  }

  Collection<Held> all() {
    return byKey.values();
  }

  List<Held> where(Predicate<Held> wanted) {
    return byKey.values().stream().filter(wanted).toList();
  }

  /** What lies in a group, a subscription or a resource, at any depth. */
  List<Held> within(ResourceId id) {
    return where(each -> id.contains(each.id()));
  }

  /** The subscriptions that hold something. */
  List<String> subscriptions() {
    var ids = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    for (Held each : byKey.values()) {
      String subscription = each.id().subscription();
      if (subscription != null) ids.add(subscription);
    }
    return new ArrayList<>(ids);
  }

  /** Another inventory, in which some are as given and others are gone. */
  Inventory with(Edits edits) {
    return with(edits, version);
  }

  /** The same as another version. */
  Inventory with(Edits edits, long version) {
    Map<String, Held> changed = new LinkedHashMap<>(byKey);
    edits.gone().forEach(id -> changed.remove(id.key()));
    edits.made().forEach(held -> changed.put(held.id().key(), held));
    return new Inventory(changed, version);
  }
}
