package dev.poort.management;

import dev.poort.resourcemanager.Condition;
import dev.poort.resourcemanager.Refusal;
import dev.poort.resourcemanager.Reply;
import dev.poort.resourcemanager.ResourceId;
import dev.poort.resourcemanager.ResourceManager;
import java.util.List;
import java.util.Map;

/**
 * Which operation a path and a method mean.
 *
 * @param resources who does it
 * @param id the path
 * @param query the query's parameters by their names in lower case
 * @param base how the client calls this server
 */
record ArmOperations(
    ResourceManager resources, ResourceId id, Map<String, List<String>> query, String base) {

  Reply perform(String method, String body, Condition condition, String caller) throws Refusal {
    return switch (method) {
      case "GET" -> resources.get(id);
      case "PUT" -> resources.put(id, body, condition, caller);
      case "DELETE" -> resources.delete(id, condition, caller);
      default -> throw new Refusal(405, "MethodNotAllowed", method + " is not possible here");
    };
  }
}
