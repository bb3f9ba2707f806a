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

  private Inventory(Map<String, Held> byKey) {
    this.byKey = byKey;
  }

  static Inventory of(Collection<Held> resources) {
    Map<String, Held> byKey = new LinkedHashMap<>();
    for (Held each : resources) byKey.put(each.id().key(), each);
    return new Inventory(byKey);
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
    Map<String, Held> changed = new LinkedHashMap<>(byKey);
    edits.gone().forEach(id -> changed.remove(id.key()));
    edits.made().forEach(held -> changed.put(held.id().key(), held));
    return new Inventory(changed);
  }
}
