package dev.poort.resourcemanager;

import dev.poort.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resource groups. One is there from the start, so that a first gateway needs no other call. */
final class Groups {
  /** The region that resources are said to be in where nobody says. */
  static final String LOCATION = "westeurope";

  /** The subscription that is there from the start. */
  static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

  private static final ResourceId STANDARD =
      ResourceId.of("/subscriptions/" + SUBSCRIPTION + "/resourceGroups/poort");

  private Groups() {}

  static boolean isStandard(ResourceId id) {
    return id.key().equals(STANDARD.key());
  }

  /** The group that is always there. */
  static Held standard() {
    return made(STANDARD, new Document().text("location", LOCATION).build());
  }

  /** A group that is put. */
  static Held put(ResourceId id, JsonObject sent, @Nullable Held before) throws Refusal {
    if (Document.text(sent, "location") == null) {
      throw new Refusal(400, "LocationRequired", "a resource group needs its location");
    }
    return made(before == null ? spelled(id) : before.id(), sent);
  }

  /** The id as Azure spells it: az writes the segment in lower case. */
  private static ResourceId spelled(ResourceId id) {
    return ResourceId.of("/subscriptions/" + id.subscription() + "/resourceGroups/" + id.name());
  }

  private static Held made(ResourceId id, JsonObject sent) {
    JsonObject bare = Document.without(sent, Set.of("properties", "etag"));
    JsonObject document = GatewayEdits.head(id, bare, LOCATION).build();
    return Held.of(id, document, null);
  }
}
