package dev.poort.resourcemanager;

import dev.poort.json.JsonObject;
import dev.poort.json.RenderedJson;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources as they are at one time.
 *
 * @param now what there is
 * @param views how clients see it
 */
record Reads(Inventory now, Views views) {
  /**
   * A resource, a part of one, a group, or all of a collection.
   *
   * @throws Refusal (404) when there is none
   */
  Reply get(ResourceId id) throws Refusal {
    if (Catalog.has(id)) return Catalog.get(id);
    if (id.isCollection()) return collection(id);
    Held held = now.get(id);
    if (held != null) return new Reply(200, held.shown(views), held.etag());
    Held around = id.isResource() && id.depth() > 1 ? now.get(id.top()) : null;
    JsonObject part = around == null ? null : views.part(around, id);
    if (part == null) throw Refusal.notFound(id);
    return Reply.of(200, part);
  }

  private Reply collection(ResourceId id) throws Refusal {
    if (id.segments().size() > 1 && id.subscription() != null) requireGroup(id);
    ResourceId around = id.withoutLast();
    Held parent = around.isResource() ? now.get(around.top()) : null;
    List<JsonObject> parts = parent == null ? null : views.parts(parent, id);
    if (parts != null) {
      return Reply.of(200, new Document().values("value", parts).build());
    }
    String type = id.type();
    Predicate<Held> inScope =
        around.isResource() ? each -> around.contains(each.id()) : each -> isIn(id, each.id());
    return list(now.where(each -> each.isOf(type) && inScope.test(each)));
  }

  private static boolean isIn(ResourceId scope, ResourceId id) {
    ResourceId group = scope.groupId();
    if (group != null) return group.contains(id);
    String subscription = scope.subscription();
    return subscription == null || subscription.equalsIgnoreCase(id.subscription());
  }

  private void requireGroup(ResourceId id) throws Refusal {
    ResourceId group = id.groupId();
    if (group != null && now.get(group) == null) throw Refusal.notFound(group);
  }

  private Reply list(List<Held> resources) {
    List<RenderedJson> shown = resources.stream().map(each -> each.shown(views)).toList();
    return new Reply(200, RenderedJson.joined("{\"value\":[", shown, "]}"), null);
  }

  /** Whether there is a resource, a part of one, or a group: 204 or 404, without a body. */
  Reply head(ResourceId id) {
    return Reply.empty(now.get(id) == null ? 404 : 204);
  }

  /** Resources in a subscription or a group. */
  Reply resources(ResourceId scope, @Nullable String filter) throws Refusal {
    requireGroup(scope);
    return Reply.of(200, Directory.resources(scope, filter, now));
  }

  /** Groups of a subscription. */
  Reply groups(ResourceId subscription, @Nullable String filter) throws Refusal {
    return list(Directory.groups(subscription, filter, now));
  }
}
