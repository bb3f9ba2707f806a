package dev.poort.resourcemanager;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonWriter;
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
    List<JsonObject> delta = new ArrayList<>();
    compare("", old, after, delta);
    return change(made.id(), "Modify", old, after).values("delta", delta).build();
  }

  /** Without what changes by itself. */
  private JsonObject shown(Held held) {
    return Document.without(views.of(held), Set.of("etag"));
  }

  private static Document change(
      ResourceId id, String type, @Nullable JsonObject before, @Nullable JsonObject after) {
    return new Document()
        .text("resourceId", id.toString())
        .text("changeType", type)
        .put("before", before)
        .put("after", after);
  }

  private static void compare(
      String path, JsonObject before, JsonObject after, List<JsonObject> delta) {
    for (JsonMember member : before.members()) {
      JsonValue now = after.get(member.name());
      String own = path.isEmpty() ? member.name() : path + "." + member.name();
      if (now == null) delta.add(difference(own, "Delete", member.value(), null));
      else compare(own, member.value(), now, delta);
    }
    for (JsonMember member : after.members()) {
      if (before.get(member.name()) != null) continue;
      String own = path.isEmpty() ? member.name() : path + "." + member.name();
      delta.add(difference(own, "Create", null, member.value()));
    }
  }

  private static void compare(
      String path, JsonValue before, JsonValue after, List<JsonObject> delta) {
    if (before instanceof JsonObject old && after instanceof JsonObject next) {
      compare(path, old, next, delta);
    } else if (!text(before).equals(text(after))) {
      delta.add(difference(path, "Modify", before, after));
    }
  }

  /** Etags of parts change with the whole. */
  private static String text(JsonValue value) {
    return JsonWriter.compact(value instanceof JsonArray array ? withoutEtags(array) : value);
  }

  private static JsonValue withoutEtags(JsonArray array) {
    List<JsonValue> bare = new ArrayList<>();
    for (JsonValue each : array.elements()) {
      bare.add(each instanceof JsonObject object ? Document.without(object, Set.of("etag")) : each);
    }
    return Document.array(bare);
  }

  private static JsonObject difference(
      String path, String type, @Nullable JsonValue before, @Nullable JsonValue after) {
    return new Document()
        .text("path", path)
        .text("propertyChangeType", type)
        .put("before", before)
        .put("after", after)
        .build();
  }
}
