package dev.poort.resourcemanager;

import dev.poort.json.JsonObject;
import dev.poort.template.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What resources lie in: tenants, subscriptions and their regions and providers. Any subscription
 * that a client names is there; lists hold the standard one and those that hold something.
 */
final class Directory {
  private static final String TENANT = Scope.DEFAULT.tenantId();

  /** What clients choose a version from; any other does as well. */
  private static final List<String> VERSIONS =
      List.of(
          "2025-05-01",
          "2025-03-01",
          "2024-05-01",
          "2023-09-01",
          "2022-09-01",
          "2022-07-01",
          "2022-05-01",
          "2021-04-01",
          "2020-11-01",
          "2019-11-01",
          "2018-05-01",
          "2017-10-01",
          "2016-09-01",
          "2015-06-15");

  private static final List<String> LOCATIONS =
      List.of(
          "westeurope",
          "northeurope",
          "eastus",
          "eastus2",
          "westus",
          "westus2",
          "centralus",
          "uksouth",
          "francecentral",
          "germanywestcentral",
          "swedencentral",
          "australiaeast",
          "japaneast",
          "southeastasia",
          "brazilsouth");

  /** The types that are there before anybody has put one. */
  private static final Map<String, List<String>> TYPES =
      Map.of(
          "Microsoft.Network",
              List.of(
                  "applicationGateways",
                  "ApplicationGatewayWebApplicationFirewallPolicies",
                  "publicIPAddresses",
                  "virtualNetworks",
                  "virtualNetworks/subnets",
                  "networkInterfaces",
                  "networkSecurityGroups",
                  "routeTables"),
          "Microsoft.Resources", List.of("deployments", "resourceGroups", "subscriptions"),
          "Microsoft.Compute", List.of("virtualMachines", "virtualMachineScaleSets"),
          "Microsoft.ManagedIdentity", List.of("userAssignedIdentities"),
          "Microsoft.KeyVault", List.of("vaults", "vaults/secrets"));

  private static final Pattern EQUALITY = Pattern.compile("(?i)\\s*(\\w+)\\s+eq\\s+'([^']*)'\\s*");

  private Directory() {}

  static JsonObject tenants() {
    JsonObject tenant =
        new Document()
            .text("id", "/tenants/" + TENANT)
            .text("tenantId", TENANT)
            .text("displayName", "Poort")
            .text("defaultDomain", "poort.invalid")
            .text("tenantCategory", "Home")
            .build();
    return list(List.of(tenant));
  }

  static JsonObject subscriptions(Inventory now) {
    return list(now.subscriptions().stream().map(Directory::subscription).toList());
  }

  static JsonObject subscription(String id) {
    return new Document()
        .text("id", "/subscriptions/" + id)
        .text("subscriptionId", id)
        .text("tenantId", TENANT)
        .text("displayName", id.equals(Groups.SUBSCRIPTION) ? "Poort" : id)
        .text("state", "Enabled")
        .text("authorizationSource", "RoleBased")
        .put(
            "subscriptionPolicies",
            new Document()
                .text("locationPlacementId", "Internal_2014-09-01")
                .text("quotaId", "Internal_2014-09-01")
                .text("spendingLimit", "Off")
                .build())
        .build();
  }

  static JsonObject locations(ResourceId subscription) {
    List<JsonObject> all = new ArrayList<>();
    for (String name : LOCATIONS) {
      all.add(
          new Document()
              .text("id", subscription + "/locations/" + name)
              .text("name", name)
              .text("type", "Region")
              .text("displayName", name)
              .text("regionalDisplayName", name)
              .build());
    }
    return list(all);
  }

  /** All providers of which there is anything. */
  static JsonObject providers(ResourceId scope, Inventory now) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(TYPES.keySet());
    for (Held each : now.all()) {
      String namespace = each.id().namespace();
      if (namespace != null) names.add(namespace);
    }
    return list(names.stream().map(name -> provider(scope, name, now)).toList());
  }

  /** One provider: everything is registered. */
  static JsonObject provider(ResourceId scope, String namespace, Inventory now) {
    String spelled =
        TYPES.keySet().stream().filter(namespace::equalsIgnoreCase).findFirst().orElse(namespace);
    Set<String> types = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    types.addAll(TYPES.getOrDefault(spelled, List.of()));
    for (Held each : now.all()) {
      if (!spelled.equalsIgnoreCase(each.id().namespace())) continue;
      types.add(each.id().type().substring(spelled.length() + 1));
    }
    List<JsonObject> described = new ArrayList<>();
    for (String type : types) {
      described.add(
          new Document()
              .text("resourceType", type)
              .texts("locations", LOCATIONS)
              .texts("apiVersions", VERSIONS)
              .text("defaultApiVersion", VERSIONS.getFirst())
              .text("capabilities", "SupportsTags, SupportsLocation")
              .build());
    }
    return new Document()
        .text("id", scope + "/providers/" + spelled)
        .text("namespace", spelled)
        .text("registrationPolicy", "RegistrationFree")
        .text("registrationState", "Registered")
        .values("resourceTypes", described)
        .build();
  }

  static JsonObject list(List<? extends JsonObject> elements) {
    return new Document().values("value", elements).build();
  }

  /**
   * Resources in a subscription or a group, of which the list shows what they have beside their
   * properties.
   *
   * @param filter ARM's {@code $filter}; null for all
   * @throws Refusal (400) when the filter cannot be read
   */
  static JsonObject resources(ResourceId scope, @Nullable String filter, Inventory now)
      throws Refusal {
    Map<String, String> wanted = filter(filter);
    List<JsonObject> found = new ArrayList<>();
    for (Held each : now.within(scope)) {
      boolean listed = each.id().isResource() && each.id().depth() == 1;
      if (!listed || each.isOf("Microsoft.Resources/deployments") || !fits(each, wanted)) continue;
      Document shown = new Document();
      for (String name : List.of("id", "name", "type", "location", "tags", "sku", "kind")) {
        shown.put(name, each.document().get(name));
      }
      found.add(shown.build());
    }
    return list(found);
  }

  /** Groups of a subscription, with the same filters for their tags. */
  static List<Held> groups(ResourceId scope, @Nullable String filter, Inventory now)
      throws Refusal {
    Map<String, String> wanted = filter(filter);
    return now.where(
        each -> each.id().isGroup() && scope.contains(each.id()) && fits(each, wanted));
  }

  private static boolean fits(Held held, Map<String, String> wanted) {
    for (Map.Entry<String, String> each : wanted.entrySet()) {
      String actual =
          switch (each.getKey()) {
            case "resourcegroup" -> held.id().group();
            case "name" -> held.id().name();
            case "resourcetype" -> held.id().type();
            case "location" -> Document.text(held.document(), "location");
            case "tagname" -> tag(held, each.getValue()) == null ? null : each.getValue();
            case "tagvalue" -> tag(held, wanted.getOrDefault("tagname", ""));
            default -> null;
          };
      if (!each.getValue().equalsIgnoreCase(actual)) return false;
    }
    return true;
  }

  private static @Nullable String tag(Held held, String name) {
    return Document.text(Document.object(held.document(), "tags"), name);
  }

  private static Map<String, String> filter(@Nullable String filter) throws Refusal {
    Map<String, String> wanted = new LinkedHashMap<>();
    if (filter == null || filter.isBlank()) return wanted;
    for (String part : filter.split("(?i)\\s+and\\s+", -1)) {
      Matcher equality = EQUALITY.matcher(part);
      String name = equality.matches() ? equality.group(1).toLowerCase(Locale.ROOT) : "";
      boolean known =
          Set.of("resourcegroup", "name", "resourcetype", "location", "tagname", "tagvalue")
              .contains(name);
      if (!known) {
        throw new Refusal(
            400, "InvalidFilterInQueryString", "$filter knows name eq 'VALUE' joined by and");
      }
      wanted.put(name, equality.group(2));
    }
    return wanted;
  }
}
