package dev.poort.template;

import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.Call;
import dev.poort.template.function.Functions;
import dev.poort.template.function.NoValueException;
import dev.poort.template.function.TemplateFunction;
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

  /** Functions that make texts of sketches which are equal only where the arguments are. */
  private static final Set<String> TRANSPARENT =
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

  /** The sketch of what a function gives for arguments that cannot all be told; null for none. */
  static @Nullable String of(Call call, String name, TemplateFunction.Body body) {
    if (TRANSPARENT.contains(name)) {
      List<JsonValue> sketches = of(call.raw());
      if (sketches == null) return null;
      try {
        return body.apply(call.with(sketches)).sketch();
      } catch (NoValueException _) {
        return null; // such as a sketch in place of a format
      }
    }
    return Functions.get(name) == null ? null : written(name, call.raw());
  }

  /** {@code {substring({name},0,9)}}, which no text of an id can be. */
  private static @Nullable String written(String name, List<JsonValue> arguments) {
    var parts = new ArrayList<String>();
    for (JsonValue argument : arguments) {
      String part =
          switch (argument) {
            case JsonString text -> "'" + text.text() + "'";
            case JsonNumber number -> number.text();
            case JsonBoolean flag -> Boolean.toString(flag.value());
            case JsonUnknown unknown -> unknown.sketch();
            default -> null;
          };
      if (part == null || part.indexOf('/') >= 0) return null;
      parts.add(part);
    }
    return "{" + name + "(" + String.join(",", parts) + ")}";
  }

  /** Arguments with sketches in place of what cannot be told; null when one has none. */
  private static @Nullable List<JsonValue> of(List<JsonValue> arguments) {
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
