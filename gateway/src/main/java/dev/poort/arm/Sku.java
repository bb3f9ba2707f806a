package dev.poort.arm;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the two generations of Azure's gateways one is. The older differs in few ways.
 *
 * @param first whether it is of the first (Standard, WAF), v1
 */
record Sku(boolean first) {
  private static final Set<String> FIRST =
      Set.of(
          "standard",
          "waf",
          "standard_small",
          "standard_medium",
          "standard_large",
          "waf_medium",
          "waf_large");

  /** That of a gateway; the second generation where nothing is said. */
  static Sku of(ArmObject gateway) {
    if (!(gateway.raw("sku") instanceof JsonObject sku)) return new Sku(false);
    JsonValue tier = sku.get("tier");
    return new Sku(isFirst(tier == null ? sku.get("name") : tier));
  }

  private static boolean isFirst(@Nullable JsonValue word) {
    return word instanceof JsonString text && FIRST.contains(text.text().toLowerCase(Locale.ROOT));
  }
}
