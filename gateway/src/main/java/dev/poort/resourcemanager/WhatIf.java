package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a deployment would change, in ARM's words.
 *
 * @param views how clients read resources
 * @param now what is there
 * @param deployment its id
 */
record WhatIf(Views views, Inventory now, ResourceId deployment) {
  /** One element for each resource of the template and of the group. */
  List<JsonObject> changes(TemplateRun run, Edits edits) {
    List<JsonObject> changes = new ArrayList<>();
    for (Held made : edits.made()) changes.add(change(made));
    for (ResourceId gone : edits.gone()) {
      Held held = now.get(gone);
      if (held != null) changes.add(change(held.id(), "Delete", shown(held), null).build());
    }
    Set<String> touched = new HashSet<>();
    edits.made().forEach(each -> touched.add(each.id().key()));
    edits.gone().forEach(each -> touched.add(each.key()));
    Set<String> deployed = run.deployed().stream().map(ResourceId::key).collect(Collectors.toSet());
    ResourceId group = deployment.groupId();
    List<Held> others = group == null ? List.of() : now.within(group);
    for (Held other : others) {
      if (touched.contains(other.id().key()) || other.isOf(Deployments.TYPE)) continue;
      String type = deployed.contains(other.id().key()) ? "NoChange" : "Ignore";
      changes.add(change(other.id(), type, shown(other), shown(other)).build());
    }
    return changes;
  }

  private JsonObject change(Held made) {
    Held before = now.get(made.id());
    JsonObject after = shown(made);
    if (before == null) return change(made.id(), "Create", null, after).build();
    JsonObject old = shown(before);
    List<JsonObject> delta = Delta.of(made.id().type(), before.document(), made.document());
    return change(made.id(), "Modify", old, after).values("delta", delta).build();
  }

  /** Without what changes by itself, and without collections in which there is nothing. */
  private JsonObject shown(Held held) {
    JsonObject shown = Document.without(views.of(held), Set.of("etag"));
    JsonObject properties = EmptyCollections.without(Document.object(shown, "properties"));
    return held.isOf(GatewayResource.TYPE) ? Document.with(shown, "properties", properties) : shown;
  }

  private static Document change(
      ResourceId id, String type, @Nullable JsonObject before, @Nullable JsonObject after) {
    return new Document()
        .text("resourceId", id.toString())
        .text("changeType", type)
        .put("before", before)
        .put("after", after);
  }
}
