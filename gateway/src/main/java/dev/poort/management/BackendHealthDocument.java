package dev.poort.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.control.BackendHealth;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BackendHealth.SettingsHealth;
import java.io.IOException;

/**
 * Members and their health in the shape of Azure's answer to {@code backendhealth} (ARM: {@code
 * ApplicationGatewayBackendHealth}); {@code port}, {@code fqdn} and {@code drained} are Poort's
 * own.
 *
 * @param health what is known
 */
record BackendHealthDocument(BackendHealth health) implements Answer.Document {
  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("backendAddressPools");
    for (PoolHealth pool : health.backendAddressPools()) write(pool, json);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(PoolHealth pool, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeReference("backendAddressPool", "backendAddressPools", pool.pool(), json);
    json.writeArrayFieldStart("backendHttpSettingsCollection");
    for (SettingsHealth settings : pool.backendHttpSettingsCollection()) {
      json.writeStartObject();
      writeReference(
          "backendHttpSettings", "backendHttpSettingsCollection", settings.settings(), json);
      json.writeArrayFieldStart("servers");
      for (ServerHealth server : settings.servers()) write(server, json);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(ServerHealth server, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("address", server.address());
    json.writeNumberField("port", server.port());
    if (server.fqdn() != null) json.writeStringField("fqdn", server.fqdn());
    json.writeStringField("health", server.health().armName());
    json.writeStringField("healthProbeLog", server.healthProbeLog());
    if (server.drained()) json.writeBooleanField("drained", true);
    json.writeEndObject();
  }

  private static void writeReference(String field, String kind, String name, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("id", kind + "/" + name);
    json.writeStringField("name", name);
    json.writeEndObject();
  }
}
