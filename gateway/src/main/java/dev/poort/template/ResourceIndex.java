package dev.poort.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The resources of one template and their names, in any letter case. */
final class ResourceIndex {
  /** Names that are compared for a mend. */
  private static final int MAX_KNOWN = 200;

  private final List<Resource> all = new ArrayList<>();
  private final Map<String, Resource> symbols = new HashMap<>();
  private final Map<String, Resource> names = new LinkedHashMap<>();
  private final Map<String, Resource> parts = new HashMap<>();
  private final Map<String, ResourceLoop> loops = new HashMap<>();
  private final List<ResourceLoop> allLoops = new ArrayList<>();
  private final List<Resource> skipped = new ArrayList<>();
  private final List<Resource> twice = new ArrayList<>();
  private boolean allNamed = true;
  private boolean complete;

  /**
   * Adds a resource.
   *
   * @param symbol its symbolic name; empty for none
   */
  void add(Resource resource, String symbol) {
    all.add(resource);
    if (!symbol.isEmpty()) symbols.putIfAbsent(ResourceName.key(symbol), resource);
    if (resource.isThere()) name(resource);
    else skipped.add(resource);
  }

  private void name(Resource resource) {
    ResourceName name = resource.identity();
    if (name.name() == null) {
      allNamed &= resource.isExtension();
      return;
    }
    put(names, name.name(), resource);
    put(parts, name.name().substring(name.name().lastIndexOf('/') + 1), resource);
    put(names, name.relativeId(), resource);
    String id = name.id();
    Resource same = id == null ? null : names.get(ResourceName.key(id));
    if (same != null && same.isDeployed() && resource.isDeployed()) twice.add(resource);
    resource.ids().forEach(each -> put(names, each, resource));
  }

  /** A name means the first resource that is deployed and has it, else the first that has it. */
  private static void put(Map<String, Resource> names, @Nullable String name, Resource resource) {
    if (name == null) return;
    Resource known = names.get(ResourceName.key(name));
    if (known == null || (resource.isDeployed() && !known.isDeployed())) {
      names.put(ResourceName.key(name), resource);
    }
  }

  /**
   * Adds a loop.
   *
   * @param symbol its symbolic name; empty for none
   */
  void add(ResourceLoop loop, String symbol) {
    allLoops.add(loop);
    loops.putIfAbsent(ResourceName.key(loop.name()), loop);
    if (!symbol.isEmpty()) loops.putIfAbsent(ResourceName.key(symbol), loop);
    allNamed &= loop.unknown() == null;
  }

  /** No more is added. */
  void complete() {
    complete = true;
  }

  /** All resources, in the order of the template; those that are not deployed too. */
  List<Resource> all() {
    return all;
  }

  /**
   * The resource of a symbolic name ({@code name[3]} for one of a loop), an id, {@code
   * Namespace/type/name} or a name; null when there is none.
   */
  @Nullable Resource find(String reference) {
    String key = ResourceName.key(reference);
    Resource found = named(key);
    if (found != null || isSymbolic() || reference.startsWith("/")) return found;
    nameSkipped();
    return named(key);
  }

  /** Makes the names known of the resources with a false condition. */
  void nameSkipped() {
    List<Resource> nameless = List.copyOf(skipped);
    skipped.clear();
    nameless.forEach(this::name);
  }

  /** Where resources have symbolic names, nobody asks for them by others but by ids. */
  private boolean isSymbolic() {
    return !symbols.isEmpty();
  }

  private @Nullable Resource named(String key) {
    Resource found = symbols.get(key);
    if (found == null) found = names.get(key);
    return found == null ? parts.get(key) : found;
  }

  /** The loop of a name, or of a symbolic name; null when there is none. */
  @Nullable ResourceLoop loop(String name) {
    return loops.get(ResourceName.key(name));
  }

  /** All loops, in the order of the template. */
  List<ResourceLoop> loops() {
    return allLoops;
  }

  /** Those that have the id of an earlier one. */
  List<Resource> twice() {
    return twice;
  }

  /** Whether all names are known, so that what is not found is not there. */
  boolean isComplete() {
    return complete && allNamed;
  }

  /** What one can ask for, for a mend. */
  List<String> known() {
    return all.stream()
        .filter(Resource::isThere)
        .map(resource -> resource.identity().name())
        .filter(Objects::nonNull)
        .distinct()
        .limit(MAX_KNOWN)
        .toList();
  }
}
