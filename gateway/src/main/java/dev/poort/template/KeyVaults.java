package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonUnknown.Kind;
import dev.poort.json.JsonValue;

/** Parameters whose value is a secret of a Key Vault: {@code "reference": { "keyVault": ... }}. */
final class KeyVaults {
  private KeyVaults() {}

  /** The value of such a parameter. */
  static JsonUnknown unknown(JsonValue reference) {
    String name =
        reference instanceof JsonObject object
                && object.get("secretName") instanceof JsonString text
            ? text.text()
            : "";
    String what = "the secret " + name + " of a Key Vault is known to Azure alone";
    var reason = new JsonUnknown.Reason(Kind.ELSEWHERE, what, "Write the value itself");
    return new JsonUnknown(reason, reference.position());
  }
}
