package dev.poort.resourcemanager;

import dev.poort.config.Bindings;
import dev.poort.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
    Inventory after =
        changes.make(
            who,
            "deploy " + id,
            now -> {
              made[0] = now.get(id) == null;
              Edits edits = permitted(run.edits(now));
              edits.put(record(id, run, begun));
              return edits;
            });
    Held held = after.get(id);
    if (held == null) throw Refusal.notFound(id);
    return new Reply(made[0] ? 201 : 200, held.shown(views), null, after.version());
  }

  Reply validate(ResourceId id, String body) throws Refusal {
    Instant begun = Instant.now();
    TemplateRun run = run(id, body);
    Edits edits = permitted(run.edits(changes.now()));
    changes.judge(edits);
    return Reply.of(200, record(id, run, begun).document());
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
    List<JsonObject> all = new ArrayList<>();
    for (JsonObject each : Document.objects(held.properties(), "outputResources")) {
      all.add(operation(held, String.valueOf(Document.text(each, "id"))));
    }
    if (operation == null) return Reply.of(200, Directory.list(all));
    for (JsonObject each : all) {
      if (operation.equalsIgnoreCase(Document.text(each, "operationId")))
        return Reply.of(200, each);
    }
    throw new Refusal(404, "DeploymentOperationNotFound", "there is no operation " + operation);
  }

  private static JsonObject operation(Held deployment, String target) {
    ResourceId resource = ResourceId.of(target);
    String number =
        UUID.nameUUIDFromBytes(target.getBytes(StandardCharsets.UTF_8))
            .toString()
            .substring(0, 16)
            .toUpperCase(Locale.ROOT);
    JsonObject named =
        new Document()
            .text("id", target)
            .text("resourceType", resource.type())
            .text("resourceName", resource.name())
            .build();
    JsonObject properties =
        new Document()
            .text("provisioningOperation", "Create")
            .text("provisioningState", "Succeeded")
            .text("timestamp", Document.text(deployment.properties(), "timestamp"))
            .text("duration", Document.text(deployment.properties(), "duration"))
            .text("statusCode", "OK")
            .put("targetResource", named)
            .build();
    return new Document()
        .text("id", deployment.id() + "/operations/" + number)
        .text("operationId", number)
        .put("properties", properties)
        .build();
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

  /** What is kept of a deployment. */
  private static Held record(ResourceId id, TemplateRun run, Instant begun) {
    List<JsonObject> resources = new ArrayList<>();
    for (ResourceId each : run.deployed()) {
      resources.add(new Document().text("id", each.toString()).build());
    }
    Instant now = Instant.now();
    JsonObject properties =
        new Document()
            .text("mode", run.isComplete() ? "Complete" : "Incremental")
            .text("provisioningState", "Succeeded")
            .text("timestamp", now.toString())
            .text("duration", Duration.between(begun, now).toString())
            .text("correlationId", UUID.randomUUID().toString())
            .put("parameters", run.parameters())
            .put("outputs", run.outputs())
            .values("outputResources", resources)
            .values("providers", List.of())
            .values("dependencies", List.of())
            .build();
    JsonObject document =
        new Document()
            .text("id", id.toString())
            .text("name", id.name())
            .text("type", TYPE)
            .put("properties", properties)
            .build();
    return Held.of(id, document, null);
  }
}
