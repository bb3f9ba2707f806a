package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;
import dev.poort.control.Gateways;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.problem.Problem;
import dev.poort.store.KeptResource;
import dev.poort.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Azure Resource Manager's resources, held by this process: gateways, which serve as soon as they
 * are put, and whatever else a template names, which is kept and read back. What was answered with
 * success is in the store.
 *
 * <p>Every method may be called from any thread that may wait. Reading never waits for a change.
 */
public final class ResourceManager {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceManager.class);

  private final Changes changes;
  private final Views views;
  private final Gateways gateways;

  private ResourceManager(Changes changes, Views views, Gateways gateways) {
    this.changes = changes;
    this.views = views;
    this.gateways = gateways;
  }

  /**
   * Takes up what a store holds; its gateways serve when this returns. One that cannot serve now,
   * such as one whose port another process has, is said in the log and stays in the store.
   *
   * @param gateways those of this process; none may run yet
   */
  public static ResourceManager open(Gateways gateways, Store store, Settings settings) {
    Judge judge = new Judge(settings.bindings());
    List<Held> found = new ArrayList<>();
    found.add(Groups.standard());
    for (KeptResource kept : store.resources().values()) {
      if (JsonReader.read(kept.id(), kept.document()).value() instanceof JsonObject document) {
        found.add(Held.of(ResourceId.of(kept.id()), document, null).at(kept.version()));
      } else {
        LOG.error("{} in the store is no JSON object and is left out", kept.id());
      }
    }
    Inventory held = Inventory.of(found);
    List<Held> read = new ArrayList<>();
    for (Held each : held.all()) {
      boolean serves = each.isOf(GatewayResource.TYPE);
      read.add(serves ? each.as(serve(each, held, judge, gateways)) : each);
    }
    Changes changes = new Changes(gateways, store, judge, Inventory.of(read));
    Views views = new Views(new PublicAddresses(settings.bindings(), changes::now)::of);
    return new ResourceManager(changes, views, gateways);
  }

  private static @Nullable ApplicationGateway serve(
      Held held, Inventory around, Judge judge, Gateways gateways) {
    try {
      ApplicationGateway read = judge.read(held, around);
      ApplicationGateway runs = held.isStopped() ? read.withoutListeners() : read;
      try (var change = gateways.prepare(Map.of(held.id().toString(), Optional.of(runs)))) {
        change.commit();
      }
      return read;
    } catch (Refusal e) {
      LOG.error("{} is kept and does not serve: {}", held.id(), e.getMessage());
    } catch (java.io.IOException e) {
      LOG.error("{} is kept and does not serve: {}", held.id(), e.getMessage());
    }
    return null;
  }

  /**
   * A resource, a part of one, a group, or all of a collection.
   *
   * @throws Refusal (404) when there is none
   */
  public Reply get(ResourceId id) throws Refusal {
    Inventory now = changes.now();
    if (id.isCollection()) return collection(id, now);
    Held held = now.get(id);
    if (held != null) return new Reply(200, held.shown(views), held.etag());
    Held around = id.isResource() && id.depth() > 1 ? now.get(id.top()) : null;
    JsonObject part = around == null ? null : views.part(around, id);
    if (part == null) throw Refusal.notFound(id);
    return Reply.of(200, part);
  }

  private Reply collection(ResourceId id, Inventory now) throws Refusal {
    if (id.segments().size() > 1 && id.subscription() != null) requireGroup(id, now);
    ResourceId around = id.withoutLast();
    Held parent = around.isResource() ? now.get(around.top()) : null;
    List<JsonObject> parts = parent == null ? null : views.parts(parent, id);
    if (parts != null) {
      return Reply.of(200, new Document().values("value", parts).build());
    }
    String type = id.type();
    Predicate<Held> inScope =
        around.isResource()
            ? each -> around.contains(each.id())
            : each -> isIn(id, each.id());
    return list(now.where(each -> each.isOf(type) && inScope.test(each)));
  }

  private static boolean isIn(ResourceId scope, ResourceId id) {
    ResourceId group = scope.groupId();
    if (group != null) return group.contains(id);
    String subscription = scope.subscription();
    return subscription == null || subscription.equalsIgnoreCase(id.subscription());
  }

  private static void requireGroup(ResourceId id, Inventory now) throws Refusal {
    ResourceId group = id.groupId();
    if (group != null && now.get(group) == null) throw Refusal.notFound(group);
  }

  private Reply list(List<Held> resources) {
    StringBuilder all = new StringBuilder("{\"value\":[");
    for (Held each : resources) {
      if (all.length() > 10) all.append(',');
      all.append(each.shown(views));
    }
    return new Reply(200, all.append("]}").toString(), null);
  }

  /**
   * Makes a resource or replaces it; a gateway serves when this returns.
   *
   * @param body what it is to be
   * @param condition under which it may be changed
   * @param who asks for it
   */
  public Reply put(ResourceId id, String body, Condition condition, String who) throws Refusal {
    JsonObject sent = Body.read(body);
    JsonObject form = id.isOf(GatewayResource.TYPE) ? GatewayResource.form(sent) : sent;
    boolean[] made = new boolean[1];
    Inventory after =
        changes.make(
            who,
            "PUT " + id,
            now -> {
              Held before = now.get(id);
              condition.check(before);
              made[0] = before == null;
              return put(id, form, before, now);
            });
    Held held = after.get(id);
    if (held == null) throw Refusal.notFound(id);
    return new Reply(made[0] ? 201 : 200, held.shown(views), held.etag());
  }

  private static Edits put(ResourceId id, JsonObject form, @Nullable Held before, Inventory now)
      throws Refusal {
    Edits edits = new Edits();
    if (id.isGroup()) return edits.put(Groups.put(id, form, before));
    ResourceId group = id.groupId();
    Held around = group == null ? null : now.get(group);
    if (group != null && around == null) throw Refusal.notFound(group);
    String location =
        around == null ? null : Document.text(around.document(), "location");
    String where = location == null ? Groups.LOCATION : location;
    ResourceId first = before == null ? id : before.id();
    Held next =
        id.isOf(GatewayResource.TYPE)
            ? GatewayEdits.put(first, form, before, where)
            : Inert.put(first, form, before, where);
    if (before != null && before.text().equals(next.text()) && isServed(before)) return edits;
    return edits.put(next);
  }

  /** A gateway that could not serve gets another chance. */
  private static boolean isServed(Held held) {
    return held.gateway() != null || !held.isOf(GatewayResource.TYPE);
  }

  /**
   * Takes a resource away with all that lies in it; a gateway takes nothing new from then on.
   *
   * @return 200, or 204 when there was none
   */
  public Reply delete(ResourceId id, Condition condition, String who) throws Refusal {
    boolean[] found = new boolean[1];
    changes.make(
        who,
        "DELETE " + id,
        now -> {
          Held held = now.get(id);
          condition.check(held);
          if (held == null && id.isGroup()) throw Refusal.notFound(id);
          Edits edits = new Edits();
          if (held == null) return edits;
          found[0] = true;
          now.within(id).forEach(each -> edits.remove(each.id()));
          edits.remove(held.id());
          if (Groups.isStandard(id)) edits.put(Groups.standard());
          return edits;
        });
    return Reply.empty(found[0] ? 200 : 204);
  }

  /** What runs. */
  public Gateways gateways() {
    return gateways;
  }

  /** The errors among problems, for a log. */
  static String text(List<Problem> problems) {
    return problems.isEmpty() ? "" : problems.getFirst().what();
  }
}
