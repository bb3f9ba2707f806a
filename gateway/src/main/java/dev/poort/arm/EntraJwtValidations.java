package dev.poort.arm;

import dev.poort.config.EntraJwtValidation;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how the tokens of requests are looked at ({@code entraJWTValidationConfigs}). */
final class EntraJwtValidations {
  private EntraJwtValidations() {}

  static @Nullable EntraJwtValidation read(ArmObject json, String name) {
    json.require("tenantId");
    String tenant = json.text("tenantId");
    String client = json.text("clientId");
    List<String> audiences = new ArrayList<>();
    for (JsonValue element : json.elements("audiences")) {
      String audience = json.findings().values().text(element);
      if (element instanceof JsonUnknown unknown) json.findings().unknown(unknown);
      else if (audience != null) audiences.add(audience);
    }
    String action = json.choice("unAuthorizedRequestAction", List.of("Deny", "Allow"));
    if (tenant == null) return null;
    var what =
        "Allow".equals(action) ? EntraJwtValidation.Action.ALLOW : EntraJwtValidation.Action.DENY;
    return new EntraJwtValidation(name, what, tenant, client, audiences);
  }
}
