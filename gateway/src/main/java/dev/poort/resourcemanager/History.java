package dev.poort.resourcemanager;

import dev.poort.json.JsonObject;
import dev.poort.store.KeptResource;
import dev.poort.store.Store;
import dev.poort.store.UnknownVersionException;
import dev.poort.store.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of what is held, and the way back to one.
 *
 * @param changes makes the way back
 * @param may which resources the caller may read or change, by their ids
 */
record History(Changes changes, Predicate<String> may) {
  /** The newest versions, the newest first. */
  Reply list(int limit) throws Refusal {
    Store store = changes.keeper();
    List<JsonObject> versions =
        store.history(Integer.MAX_VALUE).stream()
            .filter(each -> ids(each).anyMatch(may))
            .limit(limit)
            .map(each -> document(each).build())
            .toList();
    return Reply.of(
        200, new Document().number("latest", store.latest()).values("versions", versions).build());
  }

  /** One version with all that it changed. */
  Reply version(long number) throws Refusal {
    Store store = changes.keeper();
    List<Version> all = store.history(Integer.MAX_VALUE);
    Version version =
        all.stream()
            .filter(each -> each.number() == number && ids(each).anyMatch(may))
            .findFirst()
            .orElse(null);
    Map<String, KeptResource> after = resourcesAt(store, number);
    if (version == null) throw unknown("there is no version " + number);
    long previous =
        all.stream().mapToLong(Version::number).filter(each -> each < number).max().orElse(0);
    Map<String, KeptResource> before = before(store, number, previous);
    List<JsonObject> changed = new ArrayList<>();
    ids(version)
        .filter(may)
        .forEach(id -> changed.add(change(id, held(before, id), held(after, id))));
    return Reply.of(200, document(version).values("changes", changed).build());
  }

  /** The state before a version; where the one before it is lost, that of the last one known. */
  private static Map<String, KeptResource> before(Store store, long number, long previous)
      throws Refusal {
    try {
      return store.resourcesAt(number - 1);
    } catch (IOException _) {
      return resourcesAt(store, previous);
    }
  }

  private static Map<String, KeptResource> resourcesAt(Store store, long number) throws Refusal {
    try {
      return store.resourcesAt(number);
    } catch (UnknownVersionException e) {
      throw unknown(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      String what = "version " + number + " cannot be read: " + e.getMessage();
      throw new Refusal(503, "StoreUnavailable", what);
    }
  }

  private static Refusal unknown(String what) {
    return new Refusal(404, "VersionNotFound", what);
  }

  private static @Nullable Held held(Map<String, KeptResource> resources, String id) {
    KeptResource kept = resources.get(id.toLowerCase(Locale.ROOT));
    return kept == null ? null : StoredResources.held(kept);
  }

  private static Stream<String> ids(Version version) {
    return Stream.concat(version.changed().stream(), version.removed().stream());
  }

  /** What was asked for names resources, so it is told to those who may read all of them. */
  private Document document(Version version) {
    return new Document()
        .number("version", version.number())
        .text("when", version.when().toString())
        .text("who", version.who())
        .text("what", ids(version).allMatch(may) ? version.what() : null)
        .texts("changed", version.changed().stream().filter(may).toList())
        .texts("removed", version.removed().stream().filter(may).toList());
  }

  private static JsonObject change(String id, @Nullable Held before, @Nullable Held after) {
    String type = ResourceId.of(id).type();
    Document change = new Document().text("resourceId", id);
    JsonObject old = before == null ? null : before.document();
    JsonObject next = after == null ? null : after.document();
    List<JsonObject> delta = old == null || next == null ? List.of() : Delta.of(type, old, next);
    boolean same = old != null && next != null && delta.isEmpty();
    change
        .text(
            "changeType",
            old == null ? "Create" : next == null ? "Delete" : same ? "NoChange" : "Modify")
        .put("before", old == null ? null : Delta.withoutSecrets(type, old))
        .put("after", next == null ? null : Delta.withoutSecrets(type, next));
    return (delta.isEmpty() ? change : change.values("delta", delta)).build();
  }

  /**
   * Makes everything what it was as of a version: one change, kept as a new version.
   *
   * @param who asks for it
   */
  Reply rollback(long number, String who) throws Refusal {
    Map<String, KeptResource> target = resourcesAt(changes.keeper(), number);
    long[] from = new long[1];
    Inventory after =
        changes.make(
            who,
            "rollback to " + number,
            now -> {
              from[0] = now.version();
              return permitted(back(target, now));
            });
    long version = after.version() == from[0] ? 0 : after.version();
    JsonObject told =
        new Document()
            .number("rollbackTo", number)
            .number("version", after.version())
            .flag("changed", version > 0)
            .build();
    return Reply.of(200, told).madeBy(version);
  }

  private static Edits back(Map<String, KeptResource> target, Inventory now) {
    Edits edits = new Edits();
    for (KeptResource kept : target.values()) {
      Held old = StoredResources.held(kept);
      if (old == null) continue;
      Held held = now.get(old.id());
      if (held == null || !held.text().equals(old.text())) edits.put(old);
    }
    for (Held held : now.all()) {
      if (target.containsKey(held.id().key())) continue;
      if (!Groups.isStandard(held.id())) edits.remove(held.id());
      else if (!held.text().equals(Groups.standard().text())) edits.put(Groups.standard());
    }
    return edits;
  }

  private Edits permitted(Edits edits) throws Refusal {
    Stream<ResourceId> ids =
        Stream.concat(edits.made().stream().map(Held::id), edits.gone().stream());
    if (ids.map(ResourceId::toString).allMatch(may)) return edits;
    throw new Refusal(
        403,
        "AuthorizationFailed",
        "The client does not have authorization to change every resource that differs from that"
            + " version.");
  }
}
