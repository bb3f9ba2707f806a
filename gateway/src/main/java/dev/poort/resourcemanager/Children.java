package dev.poort.resourcemanager;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resources that are parts of others, such as the subnets of a virtual network: they can be put and
 * deleted by themselves, and their parents show them.
 */
final class Children {
  private static final Set<String> TYPES =
      Set.of(
          "microsoft.network/virtualnetworks/subnets",
          "microsoft.network/virtualnetworks/virtualnetworkpeerings",
          "microsoft.network/networksecuritygroups/securityrules",
          "microsoft.network/routetables/routes");

  private Children() {}

  /** Whether a resource stands within its parent. */
  static boolean isPart(ResourceId id) {
    return id.isResource() && TYPES.contains(id.type().toLowerCase(Locale.ROOT));
  }

  /**
   * The parent with a part that is put.
   *
   * @throws Refusal (404) when there is no parent
   */
  static Held put(ResourceId id, JsonObject sent, @Nullable Held parent) throws Refusal {
    if (parent == null) throw parentMissing(id);
    JsonObject part =
        new Document()
            .text("name", id.name())
            .put("properties", Document.object(sent, "properties"))
            .build();
    List<JsonValue> parts = others(id, parent);
    parts.add(part);
    return with(parent, id, parts);
  }

  /** The parent without a part; null when it has none of that name. */
  static @Nullable Held without(ResourceId id, Held parent) {
    List<JsonValue> others = others(id, parent);
    int before = Document.objects(parent.properties(), id.lastType()).size();
    return others.size() == before ? null : with(parent, id, others);
  }

  private static List<JsonValue> others(ResourceId id, Held parent) {
    List<JsonValue> others = new ArrayList<>();
    for (JsonObject each : Document.objects(parent.properties(), id.lastType())) {
      if (!id.name().equalsIgnoreCase(Document.text(each, "name"))) others.add(each);
    }
    return others;
  }

  private static Held with(Held parent, ResourceId id, List<JsonValue> parts) {
    JsonObject bare =
        GatewayEdits.withoutReadOnly(
            Document.with(parent.properties(), id.lastType(), Document.array(parts)));
    JsonObject document = Document.with(parent.document(), "properties", bare);
    return Held.of(parent.id(), document, null);
  }

  private static Refusal parentMissing(ResourceId id) {
    return new Refusal(
        404, "ParentResourceNotFound", "the resource " + id.parent() + " could not be found");
  }
}
