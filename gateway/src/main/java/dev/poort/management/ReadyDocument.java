package dev.poort.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.control.BackendHealth;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BackendHealth.SettingsHealth;
import dev.poort.telemetry.Health;
import java.io.IOException;

/**
 * Whether every pool knows by now whether it has a member that serves, and if not, whose answer is
 * still out.
 *
 * @param ready whether requests are answered without waiting for a probe
 * @param health what the probes know
 */
record ReadyDocument(boolean ready, BackendHealth health) implements Answer.Document {
  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("ready", ready);
    json.writeArrayFieldStart("waitingFor");
    if (!ready) {
      for (PoolHealth pool : health.backendAddressPools()) {
        for (SettingsHealth settings : pool.backendHttpSettingsCollection()) {
          for (ServerHealth server : settings.servers()) write(pool, settings, server, json);
        }
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(
      PoolHealth pool, SettingsHealth settings, ServerHealth server, JsonGenerator json)
      throws IOException {
    if (server.health() != Health.UNKNOWN) return;
    json.writeString(
        "the first probe of %s:%d (%s, %s)"
            .formatted(server.address(), server.port(), pool.pool(), settings.settings()));
  }
}
