package dev.poort.arm;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Credential;
import dev.poort.config.Machine;
import dev.poort.config.SslCertificate;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes an evaluated gateway as plain ARM JSON, with all its properties, those that Poort does not
 * know too. Names come in ARM's letter case and in a stable order: what says what the object is
 * first, then the alphabet. What cannot be told is left out. Reading it again gives the same
 * gateway.
 */
public final class GatewayExport {
  private static final List<String> FIRST =
      List.of("id", "name", "type", "apiversion", "location", "tags", "identity", "sku");

  private static final Comparator<JsonMember> ORDER =
      Comparator.comparingInt((JsonMember member) -> rank(member))
          .thenComparing(member -> key(member.name()));

  private static final String HIDDEN = "(secret)";

  private final EvaluatedGateway gateway;
  private final boolean secrets;
  private final JsonGenerator json;

  /**
   * @param secrets whether keys, passwords and what is made of secure parameters is written;
   *     otherwise a certificate has its public part alone
   * @param json where to
   */
  public GatewayExport(EvaluatedGateway gateway, boolean secrets, JsonGenerator json) {
    this.gateway = gateway;
    this.secrets = secrets;
    this.json = json;
  }

  /** Writes the gateway. */
  public void write() throws IOException {
    write(gateway.resource(), "", "");
  }

  private static int rank(JsonMember member) {
    String name = key(member.name());
    if (name.equals("properties")) return FIRST.size() + 1;
    int first = FIRST.indexOf(name);
    return first < 0 ? FIRST.size() : first;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * @param collection the array that the value is an element of, in lower case; empty for none
   * @param element the name of that element
   */
  private void write(JsonValue value, String collection, String element) throws IOException {
    if (!secrets && value.position().isSecret()) {
      json.writeString(HIDDEN);
      return;
    }
    switch (value) {
      case JsonObject object -> object(object, collection, element);
      case JsonArray array -> {
        json.writeStartArray();
        for (JsonValue one : array.elements()) {
          if (!(one instanceof JsonUnknown)) write(one, collection, nameOf(one));
        }
        json.writeEndArray();
      }
      case JsonString string -> json.writeString(Literals.written(string.text()));
      case JsonNumber number -> json.writeNumber(number.text());
      case JsonBoolean bool -> json.writeBoolean(bool.value());
      case JsonNull _, JsonUnknown _ -> json.writeNull();
    }
  }

  private static String nameOf(JsonValue element) {
    return element instanceof JsonObject object && object.get("name") instanceof JsonString name
        ? name.text()
        : "";
  }

  private void object(JsonObject object, String collection, String element) throws IOException {
    json.writeStartObject();
    for (JsonMember member : object.members().stream().sorted(ORDER).toList()) {
      boolean unknown = member.value() instanceof JsonUnknown;
      if (unknown || isHidden(member, collection)) continue;
      json.writeFieldName(ArmType.spelled(member.name()));
      boolean within = key(member.name()).equals("properties");
      if (within) write(member.value(), collection, element);
      else write(member.value(), inner(member), "");
    }
    if (isInnermost(object)) more(object, collection, element);
    json.writeEndObject();
  }

  private static String inner(JsonMember member) {
    return member.value() instanceof JsonArray ? key(member.name()) : "";
  }

  private boolean isHidden(JsonMember member, String collection) {
    String name = key(member.name());
    return !secrets
        && collection.equals("sslcertificates")
        && (name.equals("data") || name.equals("password"));
  }

  /** Whether an object has its properties beside its name, or is them. */
  private static boolean isInnermost(JsonObject object) {
    return !(object.get("properties") instanceof JsonObject);
  }

  /** What the file does not say: the public part of a certificate, the machines of a pool. */
  private void more(JsonObject written, String collection, String element) throws IOException {
    switch (collection) {
      case "sslcertificates" -> {
        String data = publicPart(element);
        if (secrets || data == null || written.get("publicCertData") != null) return;
        json.writeStringField("publicCertData", data);
      }
      case "backendaddresspools" -> {
        List<Machine> machines = machines(element);
        if (machines.isEmpty() || written.get("backendIPConfigurations") != null) return;
        json.writeArrayFieldStart("backendIPConfigurations");
        for (Machine machine : machines) {
          json.writeStartObject();
          json.writeStringField("id", machine.kind().collection() + "/" + machine.name());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      default -> {}
    }
  }

  private List<Machine> machines(String pool) {
    return gateway.gateway().backendAddressPools().stream()
        .filter(one -> one.name().equalsIgnoreCase(pool))
        .map(BackendAddressPool::machines)
        .findFirst()
        .orElse(List.of());
  }

  private @Nullable String publicPart(String name) throws IOException {
    Credential credential =
        gateway.gateway().sslCertificates().stream()
            .filter(one -> one.name().equalsIgnoreCase(name))
            .map(SslCertificate::credential)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (credential == null) return null;
    try {
      return Base64.getEncoder().encodeToString(credential.certificate().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
  }
}
