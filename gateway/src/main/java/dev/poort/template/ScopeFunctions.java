package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.Scope.Level;
import dev.poort.template.function.Call;
import dev.poort.template.function.NoValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions that say where a template is deployed to. Source: "Scope functions for ARM templates".
 */
final class ScopeFunctions {
  static final List<ContextFunction> ALL =
      List.of(
          new ContextFunction("resourceGroup", 0, 0, ScopeFunctions::resourceGroup),
          new ContextFunction("subscription", 0, 0, ScopeFunctions::subscription),
          new ContextFunction("tenant", 0, 0, ScopeFunctions::tenant),
          new ContextFunction("managementGroup", 0, 0, ScopeFunctions::managementGroup));

  private ScopeFunctions() {}

  private static JsonValue resourceGroup(Call call, Frame frame, Position position)
      throws NoValueException {
    Scope scope = frame.environment().scope();
    if (scope.level() != Level.RESOURCE_GROUP) {
      throw call.wrong("the template is not deployed to a resource group");
    }
    JsonObject body = deployedGroup(frame.environment().world(), scope);
    JsonValue location = body == null ? null : body.get("location");
    JsonValue tags = body == null ? null : body.get("tags");
    JsonObject unknown =
        new Document(position)
            .build()
            .withRest(Reasons.elsewhere("the tags of the resource group"));
    return new Document(position)
        .text("id", scope.group())
        .text("name", scope.resourceGroup())
        .text("type", "Microsoft.Resources/resourceGroups")
        .put("location", location == null ? new JsonString(scope.location(), position) : location)
        .put("tags", tags == null ? unknown : tags)
        .put("properties", new Document(position).text("provisioningState", "Succeeded").build())
        .build();
  }

  /** The resource group, where the template deploys it; null when it is there already. */
  private static @Nullable JsonObject deployedGroup(World world, Scope scope) {
    if (scope.group().equals(world.request().scope().group())) return null;
    Resource group = world.deployed(scope.group());
    return group == null ? null : group.body();
  }

  private static JsonValue subscription(Call call, Frame frame, Position position)
      throws NoValueException {
    Scope scope = frame.environment().scope();
    if (scope.level() == Level.TENANT || scope.level() == Level.MANAGEMENT_GROUP) {
      throw call.wrong("the template is not deployed to a subscription");
    }
    return new Document(position)
        .text("id", scope.subscription())
        .text("subscriptionId", scope.subscriptionId())
        .text("tenantId", scope.tenantId())
        .build()
        .withRest(Reasons.elsewhere("the subscription"));
  }

  private static JsonValue tenant(Call call, Frame frame, Position position) {
    String id = frame.environment().scope().tenantId();
    return new Document(position)
        .text("id", "/tenants/" + id)
        .text("tenantId", id)
        .build()
        .withRest(Reasons.elsewhere("the tenant"));
  }

  private static JsonValue managementGroup(Call call, Frame frame, Position position)
      throws NoValueException {
    Scope scope = frame.environment().scope();
    if (scope.level() != Level.MANAGEMENT_GROUP) {
      throw call.wrong("the template is not deployed to a management group");
    }
    return new Document(position)
        .text("id", scope.managementGroupId())
        .text("name", scope.managementGroup())
        .text("type", "/providers/Microsoft.Management/managementGroups")
        .build()
        .withRest(Reasons.elsewhere("the management group"));
  }
}
