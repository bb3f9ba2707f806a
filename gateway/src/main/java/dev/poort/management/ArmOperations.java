package dev.poort.management;

import dev.poort.identity.Caller;
import dev.poort.resourcemanager.Condition;
import dev.poort.resourcemanager.Refusal;
import dev.poort.resourcemanager.Reply;
import dev.poort.resourcemanager.ResourceId;
import dev.poort.resourcemanager.ResourceManager;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which operation a path and a method mean.
 *
 * @param resources who does it
 * @param id the path
 * @param query the query's parameters by their names in lower case
 */
record ArmOperations(ResourceManager resources, ResourceId id, Map<String, List<String>> query) {

  Reply perform(String method, String body, Condition condition, Caller asking) throws Refusal {
    Reply deployment = DeploymentOperations.perform(resources, id, method, body, asking);
    if (deployment != null) return deployment;
    String caller = asking.name();
    return switch (method) {
      case "GET" -> get();
      case "HEAD" -> id.isGroup() || id.isResource() ? resources.head(id) : get();
      case "PUT" -> resources.put(target(), body, condition, caller);
      case "PATCH" -> resources.patch(target(), body, condition, caller);
      case "DELETE" -> resources.delete(target(), condition, caller);
      case "POST" -> post(body, caller);
      default -> throw new Refusal(405, "MethodNotAllowed", method + " is not possible here");
    };
  }

  private Reply get() throws Refusal {
    if (id.is(0, "tenants")) return resources.tenants();
    if (id.is(0, "providers")) return tenantGet();
    String subscription = id.subscription();
    if (subscription == null) return resources.subscriptions();
    if (id.isSubscription()) return resources.subscription(subscription);
    int length = id.segments().size();
    ResourceId scope = new ResourceId(id.segments().subList(0, 2));
    if (length == 3 && id.is(2, "locations")) return resources.locations(scope);
    if (length == 3 && id.is(2, "resourceGroups")) return resources.groups(scope, filter());
    if (length == 3 && id.is(2, "resources")) return resources.resources(scope, filter());
    if (length <= 4 && id.is(2, "providers")) {
      return resources.providers(scope, length == 4 ? id.name() : null);
    }
    if (length == 5 && id.group() != null && id.is(4, "resources")) {
      return resources.resources(id.withoutLast(), filter());
    }
    if (id.isGroup() || id.isResource() || id.isCollection()) return resources.get(id);
    throw nothing();
  }

  private Reply tenantGet() throws Refusal {
    if (id.segments().size() > 2) return resources.get(id);
    ResourceId tenant = new ResourceId(List.of());
    return resources.providers(tenant, id.segments().size() == 2 ? id.name() : null);
  }

  /** Of what can be put, patched and deleted. */
  private ResourceId target() throws Refusal {
    if (id.isGroup() || id.isResource()) return id;
    throw nothing();
  }

  private Reply post(String body, String caller) throws Refusal {
    boolean provider = id.segments().size() == 5 && id.is(2, "providers");
    if (provider && (id.is(4, "register") || id.is(4, "unregister"))) {
      ResourceId scope = new ResourceId(id.segments().subList(0, 2));
      return resources.providers(scope, id.segments().get(3));
    }
    ResourceId acted = id.withoutLast();
    if (acted.isResource()) return resources.act(acted, id.name(), body, caller);
    throw nothing();
  }

  private @Nullable String filter() {
    return ArmEndpoint.first(query, "$filter");
  }

  private Refusal nothing() {
    return new Refusal(404, "NotFound", "there is nothing of this kind at " + id);
  }
}
