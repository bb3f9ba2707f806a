package dev.poort.arm;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.Credential;
import dev.poort.config.Machine;
import dev.poort.config.SslCertificate;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes an evaluated gateway as plain ARM JSON, with all its properties, those that Poort does not
 * know too, in ARM's form and letter case and in a stable order. What cannot be told is left out.
 * With its secrets, reading it again gives the same gateway.
 */
public final class GatewayExport {
  private final EvaluatedGateway evaluated;
  private final boolean secrets;

  /**
   * @param secrets whether keys, passwords and what is made of secure parameters is written;
   *     otherwise a certificate has its public part alone
   */
  public GatewayExport(EvaluatedGateway evaluated, boolean secrets) {
    this.evaluated = evaluated;
    this.secrets = secrets;
  }

  /**
   * Writes the gateway.
   *
   * @return what was left out, as warnings
   */
  public List<Problem> write(JsonGenerator json) throws IOException {
    var writer = new PlainWriter(json, secrets);
    writer.write(whole());
    return writer.leftOut();
  }

  /** The gateway with what its file does not say by itself. */
  private JsonObject whole() {
    JsonObject form = ArmForm.of(evaluated.resource());
    var whole = new JsonObject.Builder();
    form.members().forEach(whole::put);
    Position position = form.position();
    if (ArmObject.isAbsent(form.get("name"))) {
      whole.put("name", new JsonString(evaluated.gateway().name(), position));
    }
    if (ArmObject.isAbsent(form.get("type"))) {
      whole.put("type", new JsonString(TemplateGateways.TYPE, position));
    }
    if (form.get("properties") instanceof JsonObject properties) {
      JsonObject certificates = each(ArmType.SSL_CERTIFICATE, properties, this::certificate);
      whole.put("properties", each(ArmType.BACKEND_ADDRESS_POOL, certificates, this::pool));
    }
    return whole.build(position);
  }

  /** Properties of the gateway of which each object in a collection has changed. */
  private static JsonObject each(
      ArmType type, JsonObject properties, UnaryOperator<JsonObject> change) {
    if (!(properties.get(type.collection()) instanceof JsonArray array)) return properties;
    List<JsonValue> changed = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      changed.add(element instanceof JsonObject object ? change.apply(object) : element);
    }
    return with(properties, type.collection(), new JsonArray(changed, array.position()));
  }

  private static JsonObject with(JsonObject object, String name, JsonValue value) {
    var changed = new JsonObject.Builder();
    object.members().forEach(changed::put);
    changed.put(name, value);
    return changed.build(object.position());
  }

  private static JsonObject properties(JsonObject object) {
    return object.get("properties") instanceof JsonObject properties
        ? properties
        : new JsonObject.Builder().build(object.position());
  }

  private static @Nullable String name(JsonObject object) {
    return object.get("name") instanceof JsonString name ? name.text() : null;
  }

  /** A certificate of which only the public part is shown, as ARM does. */
  private JsonObject certificate(JsonObject object) {
    if (secrets) return object;
    var shown = new JsonObject.Builder();
    for (JsonMember member : properties(object).members()) {
      if (!Set.of("data", "password").contains(member.name())) shown.put(member);
    }
    JsonObject properties = shown.build(object.position());
    Credential credential = credential(name(object));
    if (credential != null && ArmObject.isAbsent(properties.get("publicCertData"))) {
      var data = new JsonString(credential.publicCertData(), object.position());
      properties = with(properties, "publicCertData", data);
    }
    return with(object, "properties", properties);
  }

  private @Nullable Credential credential(@Nullable String certificate) {
    return evaluated.gateway().sslCertificates().stream()
        .filter(one -> one.name().equalsIgnoreCase(certificate))
        .map(SslCertificate::credential)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** A pool that names all machines which name it. */
  private JsonObject pool(JsonObject object) {
    JsonObject properties = properties(object);
    List<JsonValue> configurations = new ArrayList<>();
    if (properties.get("backendIPConfigurations") instanceof JsonArray written) {
      configurations.addAll(written.elements());
    }
    Set<Machine> named =
        configurations.stream()
            .map(Machines::of)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    int before = configurations.size();
    for (Machine machine : machines(name(object))) {
      if (named.contains(machine)) continue;
      String id = machine.kind().collection() + "/" + machine.name();
      var reference = new JsonObject.Builder();
      reference.put("id", new JsonString(id, object.position()));
      configurations.add(reference.build(object.position()));
    }
    if (configurations.size() == before) return object;
    var all = new JsonArray(configurations, object.position());
    return with(object, "properties", with(properties, "backendIPConfigurations", all));
  }

  private List<Machine> machines(@Nullable String pool) {
    return evaluated.gateway().backendAddressPools().stream()
        .filter(one -> one.name().equalsIgnoreCase(pool))
        .map(BackendAddressPool::machines)
        .findFirst()
        .orElse(List.of());
  }
}
