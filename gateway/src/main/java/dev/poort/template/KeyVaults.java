package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonUnknown.Kind;
import dev.poort.json.JsonUnknown.Reason;
import dev.poort.json.JsonValue;

/** Parameters whose value is a secret of a Key Vault: {@code "reference": { "keyVault": ... }}. */
final class KeyVaults {
  private KeyVaults() {}

  /**
   * The value of such a parameter.
   *
   * @param mend how to give it another one
   */
  static JsonUnknown unknown(String parameter, JsonValue reference, String mend) {
    String name =
        reference instanceof JsonObject object
                && object.get("secretName") instanceof JsonString text
            ? text.text() + " "
            : "";
    String secret = "the secret " + name + "of a Key Vault, which only Azure can read";
    String what = "parameters('" + parameter + "') is " + secret;
    return new JsonUnknown(new Reason(Kind.ELSEWHERE, what, mend), reference.position());
  }
}
