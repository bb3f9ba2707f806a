package dev.poort.resourcemanager;

import dev.poort.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Resources of any other type: they do nothing here, and clients read back what they wrote. */
final class Inert {
  private static final Set<String> READ_ONLY = Set.of("provisioningState", "resourceGuid");

  private Inert() {}

  /**
   * A resource that is put.
   *
   * @param before what was there; null for nothing
   * @param location that of its group
   */
  static Held put(ResourceId id, JsonObject sent, @Nullable Held before, String location) {
    JsonObject old = before == null ? null : before.properties();
    JsonObject own = Document.without(Document.object(sent, "properties"), READ_ONLY);
    Document properties = new Document(Secrets.filled(own, old));
    if (id.type().toLowerCase(Locale.ROOT).startsWith("microsoft.network/")) {
      String guid = Document.text(old, "resourceGuid");
      JsonObject bare = GatewayEdits.withoutReadOnly(properties.build());
      properties = new Document(bare);
      properties.text("resourceGuid", guid == null ? UUID.randomUUID().toString() : guid);
    }
    JsonObject document =
        GatewayEdits.head(id, sent, location).put("properties", properties.build()).build();
    return Held.of(id, document, null);
  }
}
