package dev.poort.cli;

import dev.poort.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a running instance, asked for as clients of Azure Resource Manager do.
 *
 * @param instance who is asked
 */
record HeldGateways(ManagementClient instance) {
  private static final String VERSION = "?api-version=2024-05-01";

  /** The target of a request about a resource, by its id. */
  static String target(String id) {
    try {
      return new URI(null, null, id, null).toASCIIString() + VERSION;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(id + " is no id of a resource", e);
    }
  }

  /** All gateways that the caller may read, in all subscriptions. */
  List<JsonObject> all() throws IOException, RefusedException {
    List<JsonObject> all = new ArrayList<>();
    JsonObject subscriptions = instance.get(target("/subscriptions")).orRefused().json();
    for (JsonObject each : Fields.objects(subscriptions, "value")) {
      String id =
          "/subscriptions/"
              + Fields.text(each, "subscriptionId")
              + "/providers/Microsoft.Network/applicationGateways";
      all.addAll(Fields.objects(instance.get(target(id)).orRefused().json(), "value"));
    }
    return all;
  }

  /** Those that are meant. */
  List<JsonObject> named(@Nullable String name) throws IOException, RefusedException {
    return name == null ? all() : List.of(one(name));
  }

  /** A gateway by its name, or any resource by its id. */
  JsonObject one(String nameOrId) throws IOException, RefusedException {
    if (nameOrId.startsWith("/")) return instance.get(target(nameOrId)).orRefused().json();
    List<JsonObject> all = all();
    List<JsonObject> found =
        all.stream().filter(each -> Fields.text(each, "name").equalsIgnoreCase(nameOrId)).toList();
    if (found.size() == 1) return found.getFirst();
    if (found.isEmpty() && all.isEmpty()) throw new RefusedException("there is no gateway yet");
    throw new RefusedException(
        found.isEmpty()
            ? "there is no gateway " + nameOrId + " among " + list(all, "name")
            : "there are several gateways " + nameOrId + "; say which: " + list(found, "id"));
  }

  private static String list(List<JsonObject> gateways, String what) {
    return gateways.stream().map(each -> Fields.text(each, what)).collect(Collectors.joining(", "));
  }
}
