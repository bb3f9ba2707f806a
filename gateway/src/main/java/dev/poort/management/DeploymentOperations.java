package dev.poort.management;

import dev.poort.identity.Caller;
import dev.poort.identity.Operation;
import dev.poort.resourcemanager.Refusal;
import dev.poort.resourcemanager.Reply;
import dev.poort.resourcemanager.ResourceId;
import dev.poort.resourcemanager.ResourceManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which operation on a deployment a path and a method mean. */
final class DeploymentOperations {
  private static final String NAMESPACE = "Microsoft.Resources";
  private static final String DEPLOYMENTS = "deployments";
  private static final String OPERATIONS = "operations";

  private DeploymentOperations() {}

  /** What came of it; null when it is about something else, or is done as for any resource. */
  static @Nullable Reply perform(
      ResourceManager resources, ResourceId asked, String method, String body, Caller caller)
      throws Refusal {
    ResourceId id = whole(asked);
    int at = id.segments().size() - 1;
    while (at >= 0 && !isDeployments(id, at)) at--;
    if (at < 0) return null;
    List<String> rest = id.segments().subList(at + 1, id.segments().size());
    if (rest.isEmpty()) return null;
    ResourceId deployment = new ResourceId(id.segments().subList(0, at + 2));
    Predicate<String> may = changed -> caller.may(Operation.deploy(changed));
    boolean reads = method.equals("GET");
    if (rest.size() == 1) {
      return method.equals("PUT") ? resources.deploy(deployment, body, caller.name(), may) : null;
    }
    if (reads && rest.get(1).equalsIgnoreCase(OPERATIONS) && rest.size() <= 3) {
      return resources.operations(deployment, rest.size() == 3 ? rest.get(2) : null);
    }
    if (!method.equals("POST") || rest.size() != 2) return null;
    return switch (rest.get(1).toLowerCase(Locale.ROOT)) {
      case "validate" -> resources.validate(deployment, body, may);
      case "whatif" -> resources.whatIf(deployment, body, may);
      case "cancel" -> resources.cancel(deployment);
      default -> null;
    };
  }

  private static boolean isDeployments(ResourceId id, int at) {
    return at > 0 && id.is(at, DEPLOYMENTS) && id.is(at - 1, NAMESPACE);
  }

  /** In the short form {@code .../resourceGroups/G/deployments/D} the provider is left out. */
  private static ResourceId whole(ResourceId id) {
    if (id.group() == null || !id.is(4, DEPLOYMENTS)) return id;
    List<String> segments = new ArrayList<>(id.segments());
    segments.addAll(4, List.of("providers", NAMESPACE));
    return new ResourceId(segments);
  }
}
