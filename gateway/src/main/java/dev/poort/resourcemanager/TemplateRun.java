package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import dev.poort.template.Evaluation;
import dev.poort.template.GivenParameters;
import dev.poort.template.Links;
import dev.poort.template.Request;
import dev.poort.template.Resource;
import dev.poort.template.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A template that was evaluated: the resources that it deploys, and its outputs. */
final class TemplateRun {
  private static final String CODE = "InvalidTemplate";

  private final ResourceId deployment;
  private final boolean complete;
  private final Map<ResourceId, JsonObject> resources;
  private final JsonObject parameters;
  private final JsonObject outputs;

  private TemplateRun(
      ResourceId deployment,
      boolean complete,
      Map<ResourceId, JsonObject> resources,
      JsonObject parameters,
      JsonObject outputs) {
    this.deployment = deployment;
    this.complete = complete;
    this.resources = resources;
    this.parameters = parameters;
    this.outputs = outputs;
  }

  /**
   * Evaluates a template.
   *
   * @param id of the deployment
   * @param properties the properties of the request
   * @param location that of the group or of the deployment
   * @param held what the template may refer to
   * @throws Refusal (400) with all that is wrong with it
   */
  static TemplateRun of(ResourceId id, JsonObject properties, String location, HeldProperties held)
      throws Refusal {
    if (!(properties.get("template") instanceof JsonObject template)) {
      boolean link = properties.get("templateLink") != null;
      String what =
          link
              ? "nothing is fetched here: send the template itself, not a templateLink"
              : "the request has no template";
      throw new Refusal(400, "InvalidRequestContent", what);
    }
    JsonObject given = Document.object(properties, "parameters");
    List<Resource> gateways = new ArrayList<>();
    ResourceId scope = scope(id);
    Evaluation evaluation =
        new Evaluation(
            template,
            id.name(),
            new Request(
                GivenParameters.sent(given),
                scope(id, location),
                Links.NONE,
                held.in(scope, () -> gateways, location),
                true,
                Instant.now()));
    List<Resource> all = evaluation.resources();
    all.stream().filter(TemplateRun::isGateway).forEach(gateways::add);
    Map<ResourceId, JsonObject> resources = resources(all, scope);
    TemplateOutputs outputs = new TemplateOutputs(template);
    JsonObject shown = outputs.of(evaluation.outputs());
    List<Problem> problems =
        evaluation.problems().stream().map(evaluation::masked).collect(Collectors.toList());
    resources.forEach((each, body) -> addUnknown(each, body, problems));
    for (Resource each : all) addLink(each, problems);
    if (Problem.anyError(problems)) throw Refusal.of(CODE, problems);
    resources.replaceAll((_, body) -> Plain.of(body));
    return new TemplateRun(
        id,
        "complete".equalsIgnoreCase(Document.text(properties, "mode")),
        resources,
        outputs.parameters(given),
        shown);
  }

  private static boolean isGateway(Resource resource) {
    return GatewayResource.TYPE.equalsIgnoreCase(resource.type()) && !resource.isExisting();
  }

  /** Of a resource that does nothing here, what only Azure can tell is left out. */
  private static void addUnknown(ResourceId id, JsonObject body, List<Problem> problems) {
    if (id.isOf(GatewayResource.TYPE) || Judge.isMachine(id)) Plain.addUnknown(body, problems);
  }

  /** What a linked template deploys would be missing without a word. */
  private static void addLink(Resource resource, List<Problem> problems) {
    JsonObject written = Document.object(resource.written(), "properties");
    JsonValue link = written.get("templateLink");
    if (link == null || !Deployments.TYPE.equalsIgnoreCase(resource.type())) return;
    String what = "the template of " + resource.name() + " is linked, and nothing is fetched here";
    problems.add(Problem.error(what, link.place(), "Nest it instead"));
  }

  private static Scope scope(ResourceId id, String location) {
    Scope scope = Scope.DEFAULT.withLocation(location);
    String subscription = id.subscription();
    String group = id.group();
    if (subscription != null) scope = scope.withSubscription(subscription);
    return group == null ? scope : scope.withResourceGroup(group);
  }

  /** What a deployment goes to: a group, a subscription, or the tenant. */
  private static ResourceId scope(ResourceId id) {
    return new ResourceId(id.segments().subList(0, id.segments().size() - 4));
  }

  private static Map<ResourceId, JsonObject> resources(List<Resource> all, ResourceId scope) {
    Map<ResourceId, JsonObject> resources = new LinkedHashMap<>();
    for (Resource each : all) {
      ResourceId id = each.isExisting() ? null : id(each, scope);
      if (id != null) resources.put(id, each.body());
    }
    return resources;
  }

  /** Null where it cannot be told, which is reported then. */
  private static @Nullable ResourceId id(Resource resource, ResourceId scope) {
    String name = resource.name();
    String id = resource.id();
    if (resource.type().equalsIgnoreCase("Microsoft.Resources/resourceGroups") && name != null) {
      String subscription = scope.subscription();
      String own = subscription == null ? Groups.SUBSCRIPTION : subscription;
      return ResourceId.of("/subscriptions/" + own + "/resourceGroups/" + name);
    }
    return id == null ? null : ResourceId.of(id);
  }

  /** What it makes of what is there. */
  Edits edits(Inventory now) throws Refusal {
    Edits edits = new Edits();
    List<Map.Entry<ResourceId, JsonObject>> parentsFirst =
        resources.entrySet().stream()
            .sorted(Comparator.comparingInt(each -> each.getKey().segments().size()))
            .toList();
    for (Map.Entry<ResourceId, JsonObject> each : parentsFirst) {
      ResourceId id = each.getKey();
      JsonObject body = each.getValue();
      if (id.isOf(Deployments.TYPE)) continue;
      JsonObject form = id.isOf(GatewayResource.TYPE) ? GatewayResource.form(body) : body;
      Puts.put(id, form, now, edits);
    }
    if (complete) removeOthers(now, edits);
    return edits;
  }

  /** In mode Complete what the template does not deploy is taken away. */
  private void removeOthers(Inventory now, Edits edits) {
    ResourceId group = deployment.groupId();
    if (group == null) return;
    Set<String> kept = resources.keySet().stream().map(ResourceId::key).collect(Collectors.toSet());
    for (Held each : now.within(group)) {
      boolean top = each.id().depth() == 1 && !each.isOf(Deployments.TYPE);
      if (top && !kept.contains(each.id().key())) Puts.remove(each.id(), now, edits);
    }
  }

  /** The resources that it deploys. */
  List<ResourceId> deployed() {
    return resources.keySet().stream()
        .filter(id -> !id.isOf(Deployments.TYPE))
        .sorted(Comparator.comparing(ResourceId::key))
        .toList();
  }

  boolean isComplete() {
    return complete;
  }

  /** What was given, without secrets. */
  JsonObject parameters() {
    return parameters;
  }

  /** The outputs, each with its type and, unless it is a secret, its value. */
  JsonObject outputs() {
    return outputs;
  }
}
