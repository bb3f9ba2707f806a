package dev.poort.resourcemanager;

import dev.poort.config.Bindings;
import dev.poort.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Deployments of templates. Each is one change, made whole or not at all, and over when it is
 * answered.
 *
 * @param changes makes them
 * @param views how clients read resources
 * @param bindings what stands for Azure's things on this machine
 * @param may which resources the caller may change, by their ids
 */
record Deployments(Changes changes, Views views, Bindings bindings, Predicate<String> may) {
  static final String TYPE = "Microsoft.Resources/deployments";

  Reply put(ResourceId id, String body, String who) throws Refusal {
    Instant begun = Instant.now();
    TemplateRun run = run(id, body);
    boolean[] made = new boolean[1];
    Inventory after;
    try {
      after =
          changes.make(
              who,
              "deploy " + id,
              now -> {
                made[0] = now.get(id) == null;
                Edits edits = permitted(run.edits(now));
                edits.put(DeploymentRecord.succeeded(id, run, begun));
                return edits;
              });
    } catch (Refusal e) {
      keepFailed(id, run, begun, who, e);
      throw e;
    }
    Held held = after.get(id);
    if (held == null) throw Refusal.notFound(id);
    return new Reply(made[0] ? 201 : 200, held.shown(views), null, after.version());
  }

  /**
   * Keeps why a deployment failed. One that may not be made, or that cannot be kept, leaves nothing
   * behind.
   */
  private void keepFailed(ResourceId id, TemplateRun run, Instant begun, String who, Refusal why) {
    if (why.status() == 403 || why.status() >= 500) return;
    try {
      changes.make(
          who,
          "deploy " + id + " (failed)",
          _ -> new Edits().put(DeploymentRecord.failed(id, run, begun, why)));
    } catch (Refusal e) {
      why.addSuppressed(e);
    }
  }

  Reply validate(ResourceId id, String body) throws Refusal {
    Instant begun = Instant.now();
    TemplateRun run = run(id, body);
    Edits edits = permitted(run.edits(changes.now()));
    changes.judge(edits);
    return Reply.of(200, DeploymentRecord.succeeded(id, run, begun).document());
  }

  Reply whatIf(ResourceId id, String body) throws Refusal {
    TemplateRun run = run(id, body);
    Inventory now = changes.now();
    Edits edits = permitted(run.edits(now));
    changes.judge(edits);
    List<JsonObject> changed = new WhatIf(views, now, id).changes(run, edits);
    JsonObject properties = new Document().values("changes", changed).build();
    return Reply.of(
        200, new Document().text("status", "Succeeded").put("properties", properties).build());
  }

  Reply cancel(ResourceId id) throws Refusal {
    if (changes.now().get(id) == null) throw Refusal.notFound(id);
    throw new Refusal(
        409,
        "DeploymentCannotBeCancelled",
        "the deployment " + id.name() + " has ended: each is over when it is answered");
  }

  Reply operations(ResourceId id, @Nullable String operation) throws Refusal {
    Held held = changes.now().get(id);
    if (held == null) throw Refusal.notFound(id);
    List<JsonObject> all = DeploymentRecord.operations(held);
    if (operation == null) return Reply.of(200, Directory.list(all));
    for (JsonObject each : all) {
      if (operation.equalsIgnoreCase(Document.text(each, "operationId")))
        return Reply.of(200, each);
    }
    throw new Refusal(404, "DeploymentOperationNotFound", "there is no operation " + operation);
  }

  private TemplateRun run(ResourceId id, String body) throws Refusal {
    JsonObject sent = Body.readLenient(body);
    Inventory now = changes.now();
    ResourceId group = id.groupId();
    Held around = group == null ? null : now.get(group);
    if (group != null && around == null) throw Refusal.notFound(group);
    String location =
        around == null
            ? Document.text(sent, "location")
            : Document.text(around.document(), "location");
    return TemplateRun.of(
        id,
        Document.object(sent, "properties"),
        location == null ? Groups.LOCATION : location,
        new HeldProperties(now, views, bindings, may));
  }

  /** A template may name what lies outside of the scope at which its deployment was allowed. */
  private Edits permitted(Edits edits) throws Refusal {
    for (Held made : edits.made()) demand(made.id());
    for (ResourceId gone : edits.gone()) demand(gone);
    return edits;
  }

  private void demand(ResourceId id) throws Refusal {
    if (may.test(id.toString())) return;
    throw new Refusal(
        403,
        "AuthorizationFailed",
        "The client does not have authorization to perform action '%s/write' over scope '%s'."
            .formatted(id.type(), id));
  }
}
