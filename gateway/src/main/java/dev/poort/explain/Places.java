package dev.poort.explain;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a gateway stand in its JSON, found by the names that ARM ids are made of.
 *
 * @param gateway the ARM resource, its expressions evaluated
 */
public record Places(JsonObject gateway) {
  private static final List<String> NAMES = List.of("name", "fqdn", "ipAddress", "statusCode");

  /**
   * Where a part stands; where it does not, the innermost one around it that does.
   *
   * @param way from the gateway inwards: collections and names in turn, at the end perhaps a
   *     property, such as {@code urlPathMaps, shop, pathRules, images, paths, 0}
   */
  public Place of(String... way) {
    JsonValue at = gateway;
    for (String step : way) {
      JsonValue next =
          switch (at) {
            case JsonObject object -> property(object, step);
            case JsonArray array -> element(array, step);
            default -> null;
          };
      if (next == null) break;
      at = next;
    }
    Place place = at.place();
    // How a value came about may be told by the problem with it; here it would drown the answer.
    return new Place(place.file(), place.line(), place.column(), place.path());
  }

  /** Whether a part stands there. */
  boolean has(List<String> way, String property) {
    String path = of(way.toArray(String[]::new)).path();
    return !of(append(way, property)).path().equals(path);
  }

  private static String[] append(List<String> way, String step) {
    String[] longer = way.toArray(new String[way.size() + 1]);
    longer[way.size()] = step;
    return longer;
  }

  private static @Nullable JsonValue property(JsonObject object, String name) {
    JsonValue own =
        object.get("properties") instanceof JsonObject properties ? properties.get(name) : null;
    return own == null ? object.get(name) : own;
  }

  /** Members of pools have no names but their addresses, and pages none but their statuses. */
  private static boolean isCalled(JsonObject object, String name) {
    for (String key : NAMES) {
      if (object.get(key) instanceof JsonString text && text.text().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable JsonValue element(JsonArray array, String step) {
    List<JsonValue> elements = array.elements();
    for (JsonValue element : elements) {
      if (element instanceof JsonObject object && isCalled(object, step)) return element;
    }
    boolean number = step.length() < 6 && step.chars().allMatch(c -> c >= '0' && c <= '9');
    int index = number ? Integer.parseInt(step) : elements.size();
    return index < elements.size() ? elements.get(index) : null;
  }
}
