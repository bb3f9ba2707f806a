package dev.poort.resourcemanager;

import dev.poort.json.JsonObject;
import java.util.List;

/**
 * What Azure says of a policy of a web application firewall where its maker said nothing ({@code
 * Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies}). {@code az} changes only
 * what it has read.
 */
final class FirewallPolicies {
  static final String TYPE = "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies";

  private FirewallPolicies() {}

  /** Adds the defaults to what a client reads. */
  static void addTo(Document properties, JsonObject held) {
    if (held.get("customRules") == null) properties.values("customRules", List.of());
    JsonObject managed = Document.object(held, "managedRules");
    if (managed.get("exclusions") == null) {
      properties.put("managedRules", new Document(managed).values("exclusions", List.of()).build());
    }
    Document settings =
        new Document()
            .flag("requestBodyCheck", true)
            .number("maxRequestBodySizeInKb", 128)
            .number("fileUploadLimitInMb", 100)
            .text("state", "Disabled")
            .text("mode", "Detection");
    Document.object(held, "policySettings")
        .members()
        .forEach(member -> settings.put(member.name(), member.value()));
    properties.put("policySettings", settings.build());
  }
}
