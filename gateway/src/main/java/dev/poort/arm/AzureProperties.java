package dev.poort.arm;

import dev.poort.config.Bindings;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.DeployedProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What Azure adds to resources and can be told without it: the address of a public IP, which the
 * bindings give under its name, and the names that follow from other names.
 *
 * @param location the region, such as {@code westeurope}
 */
record AzureProperties(Bindings bindings, String location) implements DeployedProperties {
  @Override
  public Map<String, JsonValue> properties(String type, String name, JsonObject properties) {
    Position position = properties.position();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "microsoft.network/publicipaddresses" -> publicIp(name, properties, position);
      case "microsoft.web/sites" -> site(name, position);
      default -> Map.of();
    };
  }

  private Map<String, JsonValue> publicIp(String name, JsonObject properties, Position position) {
    var known = new HashMap<String, JsonValue>();
    String address = bindings.frontends().get(name.toLowerCase(Locale.ROOT));
    if (address != null) known.put("ipAddress", new JsonString(address, position));
    if (properties.get("dnsSettings") instanceof JsonObject dns
        && dns.get("domainNameLabel") instanceof JsonString label) {
      String region = location.toLowerCase(Locale.ROOT).replace(" ", "");
      String fqdn = label.text() + "." + region + ".cloudapp.azure.com";
      var settings = new JsonObject.Builder();
      dns.members().forEach(settings::put);
      settings.put("fqdn", new JsonString(fqdn, position));
      known.put("dnsSettings", settings.build(position));
    }
    return known;
  }

  private static Map<String, JsonValue> site(String name, Position position) {
    JsonString host = new JsonString(name + ".azurewebsites.net", position);
    return Map.of("defaultHostName", host, "hostNames", new JsonArray(List.of(host), position));
  }
}
