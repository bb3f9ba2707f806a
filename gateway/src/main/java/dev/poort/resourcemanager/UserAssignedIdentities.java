package dev.poort.resourcemanager;

import dev.poort.json.JsonValue;
import dev.poort.template.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * What a directory would say of managed identities that users make ({@code
 * Microsoft.ManagedIdentity/userAssignedIdentities}): ids that follow from the resource's own, so
 * that an identity has the same ones whenever it is read.
 */
final class UserAssignedIdentities {
  static final String TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

  private UserAssignedIdentities() {}

  /** Its read-only properties. */
  static Map<String, JsonValue> properties(ResourceId id) {
    return Map.of(
        "tenantId", Document.string(Scope.DEFAULT.tenantId()),
        "principalId", Document.string(guid("principal", id)),
        "clientId", Document.string(guid("client", id)));
  }

  private static String guid(String what, ResourceId id) {
    return UUID.nameUUIDFromBytes((what + id.key()).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
