package dev.poort.arm;

import dev.poort.config.Bindings;
import dev.poort.config.SslCertificate;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.template.Unknowns;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what of a gateway nobody looks at, as a binding takes its place, from all else.
 *
 * @param bound gathers the former
 * @param needed gathers the latter
 */
record BoundParts(Bindings bindings, Unknowns bound, Unknowns needed) {
  private static final String COLLECTION = ArmType.SSL_CERTIFICATE.collection();

  void add(JsonObject gateway) {
    needed.addAllBut(gateway, Set.of("properties"));
    if (!(gateway.get("properties") instanceof JsonObject properties)) return;
    needed.addAllBut(properties, Set.of(COLLECTION));
    String name = text(gateway, "name");
    Bindings own = name == null ? bindings : bindings.of(name);
    if (!(properties.get(COLLECTION) instanceof JsonArray certificates)) return;
    for (JsonValue element : certificates.elements()) {
      boolean isBound = element instanceof JsonObject one && isBound(one, own);
      (isBound ? bound : needed).add(element);
    }
  }

  private static boolean isBound(JsonObject certificate, Bindings bindings) {
    String name = text(certificate, "name");
    if (name == null) return false;
    String secretId =
        certificate.get("properties") instanceof JsonObject properties
            ? text(properties, "keyVaultSecretId")
            : null;
    return bindings.certificate(new SslCertificate(name, secretId, null)) != null;
  }

  private static @Nullable String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.text() : null;
  }
}
