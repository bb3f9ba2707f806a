package dev.poort.resourcemanager;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may not be deleted as another resource uses it, with the errors of Microsoft.Network. */
final class Uses {
  private Uses() {}

  /**
   * Demands that nothing that stays uses a resource.
   *
   * @throws Refusal (400) when something does
   */
  static void demandNone(ResourceId id, Inventory now) throws Refusal {
    switch (id.type().toLowerCase(Locale.ROOT)) {
      case "microsoft.network/publicipaddresses" -> {
        Held user = user(id, "publicIPAddress", now);
        if (user != null) throw publicIp(id, user);
      }
      case "microsoft.network/virtualnetworks", "microsoft.network/virtualnetworks/subnets" -> {
        Held user = user(id, "subnet", now);
        if (user != null) throw subnet(id, user);
      }
      case "microsoft.network/networkinterfaces" -> {
        Held user = user(id, "networkInterfaces", now);
        if (user != null) throw networkInterface(id, user);
      }
      default -> {}
    }
  }

  private static Refusal publicIp(ResourceId id, Held user) {
    return new Refusal(
        400,
        "PublicIPAddressCannotBeDeleted",
        "Public IP address "
            + id
            + " can not be deleted since it is still allocated to resource "
            + user.id()
            + ". Take it from that resource first.");
  }

  private static Refusal subnet(ResourceId id, Held user) {
    String what = Children.isPart(id) ? "Subnet " + id.name() : "A subnet of " + id.name();
    return new Refusal(
        400,
        "InUseSubnetCannotBeDeleted",
        what
            + " is in use by "
            + user.id()
            + " and cannot be deleted. Delete all the resources"
            + " within the subnet first.");
  }

  private static Refusal networkInterface(ResourceId id, Held user) {
    return new Refusal(
        400,
        "NicInUse",
        "Network Interface "
            + id
            + " is used by existing resource "
            + user.id()
            + ". Take it from that resource first.");
  }

  /** A resource outside another that refers to it, or to a part of it, by a property. */
  private static @Nullable Held user(ResourceId used, String property, Inventory now) {
    String key = used.key();
    ResourceId owner = Children.isPart(used) ? used.parent() : used;
    for (Held each : now.all()) {
      boolean own = each.id().key().equals(owner.key()) || owner.contains(each.id());
      if (!own && each.id().isResource() && refers(each.properties(), property, key)) return each;
    }
    return null;
  }

  private static boolean refers(JsonValue value, String property, String key) {
    return switch (value) {
      case JsonObject object -> {
        for (JsonMember member : object.members()) {
          boolean here = member.name().equalsIgnoreCase(property) && names(member.value(), key);
          if (here || refers(member.value(), property, key)) yield true;
        }
        yield false;
      }
      case JsonArray array ->
          array.elements().stream().anyMatch(each -> refers(each, property, key));
      default -> false;
    };
  }

  private static boolean names(JsonValue reference, String key) {
    if (reference instanceof JsonArray array) {
      return array.elements().stream().anyMatch(each -> names(each, key));
    }
    if (!(reference instanceof JsonObject object)) return false;
    if (!(object.get("id") instanceof JsonString id) || !id.text().startsWith("/")) return false;
    String named = id.text().toLowerCase(Locale.ROOT);
    return named.equals(key) || named.startsWith(key + "/");
  }
}
