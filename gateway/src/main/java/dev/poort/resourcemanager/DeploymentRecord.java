package dev.poort.resourcemanager;

import dev.poort.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What is kept of a deployment that is over, and the operations that it consisted of. As all of its
 * resources are made or none, all operations ended alike.
 */
final class DeploymentRecord {
  private static final String DEPLOYED = "outputResources";
  private static final String NOT_DEPLOYED = "validatedResources";

  private DeploymentRecord() {}

  /** One that was made. */
  static Held succeeded(ResourceId id, TemplateRun run, Instant begun) {
    Document properties =
        properties(run, begun, "Succeeded")
            .put("outputs", run.outputs())
            .values(DEPLOYED, resources(run));
    return held(id, properties);
  }

  /**
   * One that changed nothing.
   *
   * @param why as its caller was told
   */
  static Held failed(ResourceId id, TemplateRun run, Instant begun, Refusal why) {
    Document properties =
        properties(run, begun, "Failed")
            .values(NOT_DEPLOYED, resources(run))
            .put("error", why.error());
    return held(id, properties);
  }

  private static Document properties(TemplateRun run, Instant begun, String state) {
    Instant now = Instant.now();
    return new Document()
        .text("mode", run.isComplete() ? "Complete" : "Incremental")
        .text("provisioningState", state)
        .text("timestamp", now.toString())
        .text("duration", Duration.between(begun, now).toString())
        .text("correlationId", UUID.randomUUID().toString())
        .put("parameters", run.parameters())
        .values("providers", List.of())
        .values("dependencies", List.of());
  }

  private static List<JsonObject> resources(TemplateRun run) {
    List<JsonObject> resources = new ArrayList<>();
    for (ResourceId each : run.deployed()) {
      resources.add(new Document().text("id", each.toString()).build());
    }
    return resources;
  }

  private static Held held(ResourceId id, Document properties) {
    JsonObject document =
        new Document()
            .text("id", id.toString())
            .text("name", id.name())
            .text("type", Deployments.TYPE)
            .put("properties", properties.build())
            .build();
    return Held.of(id, document, null);
  }

  /** One for each resource. */
  static List<JsonObject> operations(Held deployment) {
    List<JsonObject> all = new ArrayList<>();
    for (String resources : List.of(DEPLOYED, NOT_DEPLOYED)) {
      for (JsonObject each : Document.objects(deployment.properties(), resources)) {
        all.add(operation(deployment, String.valueOf(Document.text(each, "id"))));
      }
    }
    return all;
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
    JsonObject ended = deployment.properties();
    boolean failed = ended.get("error") instanceof JsonObject;
    Document properties =
        new Document()
            .text("provisioningOperation", "Create")
            .text("provisioningState", failed ? "Failed" : "Succeeded")
            .text("timestamp", Document.text(ended, "timestamp"))
            .text("duration", Document.text(ended, "duration"))
            .text("statusCode", failed ? "BadRequest" : "OK");
    if (failed) {
      properties.put("statusMessage", new Document().put("error", ended.get("error")).build());
    }
    return new Document()
        .text("id", deployment.id() + "/operations/" + number)
        .text("operationId", number)
        .put("properties", properties.put("targetResource", named).build())
        .build();
  }
}
