package dev.poort.template;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where in Azure a template is deployed to.
 *
 * @param level which of the others count
 * @param tenantId the directory
 * @param managementGroup its name
 * @param subscriptionId a GUID
 * @param resourceGroup its name
 * @param location the region of the group or of the deployment, such as {@code westeurope}
 */
public record Scope(
    Level level,
    String tenantId,
    String managementGroup,
    String subscriptionId,
    String resourceGroup,
    String location) {
  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

  /** The group {@code poort} of a subscription without number, in {@code westeurope}. */
  public static final Scope DEFAULT =
      new Scope(Level.RESOURCE_GROUP, NO_ID, "poort", NO_ID, "poort", "westeurope");

  /** What a template is deployed to. */
  public enum Level {
    /** A resource group, the common case. */
    RESOURCE_GROUP,
    /** A subscription. */
    SUBSCRIPTION,
    /** A management group. */
    MANAGEMENT_GROUP,
    /** A tenant. */
    TENANT
  }

  /** This scope with another level. */
  Scope at(Level level) {
    return new Scope(level, tenantId, managementGroup, subscriptionId, resourceGroup, location);
  }

  /** This scope in another management group. */
  Scope withManagementGroup(String managementGroup) {
    return new Scope(level, tenantId, managementGroup, subscriptionId, resourceGroup, location);
  }

  /** This scope in another subscription. */
  public Scope withSubscription(String subscriptionId) {
    return new Scope(level, tenantId, managementGroup, subscriptionId, resourceGroup, location);
  }

  /** This scope in another resource group. */
  public Scope withResourceGroup(String resourceGroup) {
    return new Scope(level, tenantId, managementGroup, subscriptionId, resourceGroup, location);
  }

  /** This scope in another region. */
  public Scope withLocation(String location) {
    return new Scope(level, tenantId, managementGroup, subscriptionId, resourceGroup, location);
  }

  /** The id of the subscription. */
  String subscription() {
    return "/subscriptions/" + subscriptionId;
  }

  /** The id of the resource group. */
  String group() {
    return subscription() + "/resourceGroups/" + resourceGroup;
  }

  /** The id of the management group. */
  String managementGroupId() {
    return "/providers/Microsoft.Management/managementGroups/" + managementGroup;
  }

  /** What stands before {@code /providers/} in the id of a resource. */
  String prefix() {
    return switch (level) {
      case RESOURCE_GROUP -> group();
      case SUBSCRIPTION -> subscription();
      case MANAGEMENT_GROUP -> managementGroupId();
      case TENANT -> "";
    };
  }

  /** What {@code resourceId} writes before {@code /providers/}. */
  String idPrefix() {
    return level == Level.MANAGEMENT_GROUP ? "" : prefix();
  }

  /** Where a deployment goes to that names a subscription or a group; each may be null. */
  Scope at(@Nullable String subscriptionId, @Nullable String resourceGroup) {
    Scope found = this;
    if (subscriptionId != null) {
      found = found.withSubscription(subscriptionId).at(Level.SUBSCRIPTION);
    }
    if (resourceGroup != null) {
      found = found.withResourceGroup(resourceGroup).at(Level.RESOURCE_GROUP);
    }
    return found;
  }

  /**
   * Where a deployment goes to whose {@code scope} is written, such as {@code /} for the tenant.
   */
  Scope at(String id) {
    Scope found = id.equals("/") ? at(Level.TENANT) : this;
    String[] parts = id.split("/", -1);
    for (int i = 0; i + 1 < parts.length; i++) {
      String name = parts[i + 1];
      found =
          switch (parts[i].toLowerCase(Locale.ROOT)) {
            case "managementgroups" -> found.withManagementGroup(name).at(Level.MANAGEMENT_GROUP);
            case "subscriptions" -> found.withSubscription(name).at(Level.SUBSCRIPTION);
            case "resourcegroups" -> found.withResourceGroup(name).at(Level.RESOURCE_GROUP);
            default -> found;
          };
    }
    return found;
  }

  /**
   * What stands before {@code /providers/} in the id of a resource whose {@code scope} is written.
   */
  String prefix(String written) {
    String id = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
    String lower = id.toLowerCase(Locale.ROOT);
    if (id.isEmpty() || id.startsWith("/")) return id;
    if (lower.startsWith("subscriptions/")) return "/" + id;
    if (lower.startsWith("microsoft.management/managementgroups/")) return "/providers/" + id;
    return prefix() + "/providers/" + id;
  }

  /** The level that a template's {@code $schema} names. */
  static Level level(String schema) {
    String name = schema.toLowerCase(Locale.ROOT);
    if (name.contains("/subscriptiondeploymenttemplate.json")) return Level.SUBSCRIPTION;
    if (name.contains("/managementgroupdeploymenttemplate.json")) return Level.MANAGEMENT_GROUP;
    if (name.contains("/tenantdeploymenttemplate.json")) return Level.TENANT;
    return Level.RESOURCE_GROUP;
  }
}
