package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Decides what putting and removing resources makes of them. */
final class Puts {
  private Puts() {}

  /**
   * Adds to a change what a resource is to be.
   *
   * @param form what was sent; a gateway in ARM's form
   * @param edits the change so far, which later steps of a deployment stand on
   * @throws Refusal when it has no place
   */
  static void put(ResourceId id, JsonObject form, Inventory now, Edits edits) throws Refusal {
    Held before = current(id, now, edits);
    if (id.isGroup()) {
      put(Groups.put(id, form, before), before, edits);
      return;
    }
    ResourceId group = id.groupId();
    Held around = group == null ? null : current(group, now, edits);
    if (group != null && around == null) throw Refusal.notFound(group);
    if (Children.isPart(id)) {
      edits.put(Children.put(id, form, current(id.parent(), now, edits)));
      return;
    }
    String location = around == null ? null : Document.text(around.document(), "location");
    String where = location == null ? Groups.LOCATION : location;
    ResourceId first = before == null ? spelled(id, around) : before.id();
    Held next =
        id.isOf(GatewayResource.TYPE)
            ? GatewayEdits.put(first, form, before, where)
            : Inert.put(first, form, before, where);
    put(next, before, edits);
  }

  /** What does not change is no change, save for a gateway that could not serve so far. */
  private static void put(Held next, @Nullable Held before, Edits edits) {
    boolean serves =
        before != null && (before.gateway() != null || !before.isOf(GatewayResource.TYPE));
    boolean same = before != null && serves && before.text().equals(next.text());
    if (!same) edits.put(next);
  }

  /** The id of a new resource: its group is spelled as when the group was made. */
  private static ResourceId spelled(ResourceId id, @Nullable Held group) {
    if (group == null) return id;
    int length = group.id().segments().size();
    return group
        .id()
        .with(id.segments().subList(length, id.segments().size()).toArray(String[]::new));
  }

  static @Nullable Held current(ResourceId id, Inventory now, Edits edits) {
    Held made = edits.made(id);
    return made == null ? now.get(id) : made;
  }

  /**
   * Adds to a change that a resource is no more, with all that lies in it.
   *
   * @return whether it was there
   */
  static boolean remove(ResourceId id, Inventory now, Edits edits) {
    if (Children.isPart(id)) {
      Held parent = now.get(id.parent());
      Held rest = parent == null ? null : Children.without(id, parent);
      if (rest != null) edits.put(rest);
      return rest != null;
    }
    Held held = now.get(id);
    if (held == null) return false;
    now.within(id).forEach(each -> edits.remove(each.id()));
    edits.remove(held.id());
    if (Groups.isStandard(id)) edits.put(Groups.standard());
    return true;
  }
}
