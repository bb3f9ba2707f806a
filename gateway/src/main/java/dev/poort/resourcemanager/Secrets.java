package dev.poort.resourcemanager;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept and never given back: keys and passwords. Clients that read a resource and write it
 * back send it without them; what they leave out stays.
 */
final class Secrets {
  /** What is shown in place of a secret where it must be seen that there is one. */
  static final String MASK = "*******";

  /** The secret properties of a certificate with its key. */
  static final Set<String> OF_CERTIFICATES = Set.of("data", "password");

  /** Collections whose data is kept when a later PUT does not have it. */
  private static final List<String> CERTIFICATES =
      List.of(
          "sslCertificates",
          "authenticationCertificates",
          "trustedRootCertificates",
          "trustedClientCertificates");

  private static final String VAULT_SECRET = "microsoft.keyvault/vaults/secrets";

  private Secrets() {}

  /** A gateway's properties with the certificates' data that they leave out. */
  static JsonObject kept(JsonObject next, @Nullable JsonObject before) {
    JsonObject kept = next;
    for (String collection : CERTIFICATES) {
      if (!(kept.get(collection) instanceof JsonArray array)) continue;
      List<JsonValue> elements = new ArrayList<>();
      for (JsonValue each : array.elements()) {
        elements.add(each instanceof JsonObject one ? kept(one, before, collection) : each);
      }
      kept = Document.with(kept, collection, new JsonArray(elements, array.position()));
    }
    return kept;
  }

  private static JsonObject kept(
      JsonObject certificate, @Nullable JsonObject before, String collection) {
    JsonObject bare =
        Document.without(Document.object(certificate, "properties"), Set.of("publicCertData"));
    boolean said = isSaid(bare.get("data")) || isSaid(bare.get("keyVaultSecretId"));
    if (!said) {
      String name = String.valueOf(Document.text(certificate, "name"));
      for (JsonObject old : Document.objects(before, collection)) {
        if (!name.equalsIgnoreCase(Document.text(old, "name"))) continue;
        JsonObject known = Document.object(old, "properties");
        Document full = new Document(bare);
        for (String secret : List.of("data", "password", "keyVaultSecretId")) {
          if (isSaid(known.get(secret))) full.put(secret, known.get(secret));
        }
        bare = full.build();
      }
    }
    return Document.with(certificate, "properties", bare);
  }

  private static boolean isSaid(@Nullable JsonValue value) {
    return value != null
        && !(value instanceof JsonNull)
        && !(value instanceof JsonString string && string.text().isEmpty());
  }

  /**
   * Properties of another resource without what looks like a secret by its name.
   *
   * @param type the resource's type in lower case
   */
  static JsonObject hidden(JsonObject properties, String type) {
    return type.equals(VAULT_SECRET)
        ? Document.without(hidden(properties), Set.of("value"))
        : hidden(properties);
  }

  private static JsonObject hidden(JsonObject object) {
    var shown = new JsonObject.Builder();
    for (JsonMember member : object.members()) {
      if (isSecret(member.name())) continue;
      shown.put(new JsonMember(member.name(), hidden(member.value()), member.position()));
    }
    return shown.build(object.position());
  }

  private static JsonValue hidden(JsonValue value) {
    return switch (value) {
      case JsonObject object -> hidden(object);
      case JsonArray array ->
          new JsonArray(array.elements().stream().map(Secrets::hidden).toList(), array.position());
      default -> value;
    };
  }

  /** A value of a template's output, which may be a whole gateway. */
  static JsonValue shown(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        var shown = new JsonObject.Builder();
        for (JsonMember member : object.members()) {
          if (isSecret(member.name())) continue;
          JsonValue own = shown(member.value());
          if (member.name().equalsIgnoreCase("sslCertificates") && own instanceof JsonArray all) {
            own = withoutData(all);
          }
          shown.put(new JsonMember(member.name(), own, member.position()));
        }
        yield shown.build(object.position());
      }
      case JsonArray array ->
          new JsonArray(array.elements().stream().map(Secrets::shown).toList(), array.position());
      default -> value;
    };
  }

  private static JsonArray withoutData(JsonArray certificates) {
    List<JsonValue> shown = new ArrayList<>();
    for (JsonValue each : certificates.elements()) {
      if (!(each instanceof JsonObject object)) continue;
      JsonObject bare = Document.without(object, OF_CERTIFICATES);
      JsonObject properties = Document.object(bare, "properties");
      shown.add(Document.with(bare, "properties", Document.without(properties, OF_CERTIFICATES)));
    }
    return new JsonArray(shown, certificates.position());
  }

  /** A resource that holds such properties of an earlier one which it leaves out itself. */
  static JsonObject filled(JsonObject next, @Nullable JsonObject before) {
    if (before == null) return next;
    Document filled = new Document(next);
    for (JsonMember member : before.members()) {
      JsonValue now = next.get(member.name());
      if (isSecret(member.name()) && !isSaid(now)) filled.put(member.name(), member.value());
      else if (member.value() instanceof JsonObject old && now instanceof JsonObject fresh) {
        filled.put(member.name(), filled(fresh, old));
      } else if (member.value() instanceof JsonArray old && now instanceof JsonArray fresh) {
        filled.put(member.name(), filled(fresh, old));
      }
    }
    return filled.build();
  }

  /** Elements are the same when their names are. */
  private static JsonArray filled(JsonArray next, JsonArray before) {
    List<JsonValue> filled = new ArrayList<>();
    for (JsonValue each : next.elements()) {
      filled.add(each instanceof JsonObject one ? filled(one, named(before, one)) : each);
    }
    return new JsonArray(filled, next.position());
  }

  private static @Nullable JsonObject named(JsonArray elements, JsonObject like) {
    String name = Document.text(like, "name");
    if (name == null) return null;
    for (JsonValue each : elements.elements()) {
      if (each instanceof JsonObject one && name.equalsIgnoreCase(Document.text(one, "name"))) {
        return one;
      }
    }
    return null;
  }

  /** Whether a property is one of those by its name. */
  static boolean isSecret(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return key.endsWith("password")
        || key.endsWith("secret")
        || key.endsWith("sharedkey")
        || key.endsWith("accesskey")
        || key.endsWith("authorizationkey")
        || key.endsWith("connectionstring")
        || key.equals("customdata")
        || key.equals("protectedsettings");
  }
}
