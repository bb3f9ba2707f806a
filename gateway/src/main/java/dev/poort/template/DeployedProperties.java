package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import java.util.Map;

/** What a resource has once it is deployed and its template does not say. */
public interface DeployedProperties {
  /** Nothing is known. */
  DeployedProperties NONE = (_, _, _) -> Map.of();

  /**
   * Properties that are known without Azure. What is not given here cannot be told.
   *
   * @param type such as {@code Microsoft.Network/publicIPAddresses}
   * @param name its name, with those of its parents before slashes; empty when it cannot be told
   * @param properties what the template says
   * @return by their names; they are added to those of the template
   */
  Map<String, JsonValue> properties(String type, String name, JsonObject properties);
}
