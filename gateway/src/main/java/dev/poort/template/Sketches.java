package dev.poort.template;

import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.UnknownException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sketches of texts that cannot be told: {@code {gatewayName}-ip}. With them names and ids can be
 * compared as far as that goes while parameters are missing.
 */
final class Sketches {
  private static final int LONGEST = 1_000;

  /** Functions whose results are equal only where all their arguments are. */
  private static final Set<String> KEPT_BY =
      Set.of(
          "concat",
          "extensionresourceid",
          "format",
          "managementgroupresourceid",
          "resourceid",
          "subscriptionresourceid",
          "tenantresourceid",
          "tolower",
          "toupper");

  private Sketches() {}

  /** Whether the sketch of a function's result is what it makes of sketches. */
  static boolean areKeptBy(String function) {
    return KEPT_BY.contains(function);
  }

  /** Arguments with sketches in place of what cannot be told; null when one has none. */
  static @Nullable List<JsonValue> of(List<JsonValue> arguments) {
    var sketches = new ArrayList<JsonValue>();
    for (JsonValue argument : arguments) {
      String sketch = argument.sketch();
      if (argument instanceof JsonUnknown && sketch == null) return null;
      sketches.add(
          argument instanceof JsonUnknown && sketch != null
              ? new JsonString(sketch, argument.position())
              : argument);
    }
    return sketches;
  }

  /** An unknown value with another sketch. */
  static UnknownException with(JsonUnknown value, @Nullable String sketch) {
    boolean kept = sketch != null && sketch.length() <= LONGEST;
    return new UnknownException(
        new JsonUnknown(value.reason(), kept ? sketch : null, value.position()));
  }

  /** A member of an unknown value: {@code {gateway.name}} of {@code {gateway}}. */
  static UnknownException member(JsonUnknown value, Expression key) {
    String target = value.sketch();
    if (target == null || !target.startsWith("{") || target.indexOf('}') < target.length() - 1) {
      return with(value, null);
    }
    String whole = target.substring(0, target.length() - 1);
    return switch (key) {
      case Expression.Text(String name, _, _) -> with(value, whole + "." + name + "}");
      case Expression.Whole(long index, _, _) -> with(value, whole + "[" + index + "]}");
      default -> with(value, null);
    };
  }
}
