package dev.poort.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.control.BackendHealth;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BackendHealth.SettingsHealth;
import dev.poort.control.BoundListener;
import dev.poort.control.Gateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run --json} says at its start, in place of the banner.
 *
 * @param file the gateway's file
 * @param gateway what serves
 * @param management where the management address listens; null for none
 * @param health what the first probes found
 * @param warnings how many there are
 */
record StartDocument(
    String file,
    Gateway gateway,
    @Nullable InetSocketAddress management,
    BackendHealth health,
    int warnings)
    implements Json.Value {
  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("poort", VersionCommand.poort());
    json.writeStringField("file", file);
    json.writeStringField("transport", gateway.transport());
    json.writeArrayFieldStart("listeners");
    for (BoundListener listener : gateway.listeners()) write(listener, json);
    json.writeEndArray();
    json.writeStringField(
        "management", management == null ? null : "http://" + Banner.hostAndPort(management));
    json.writeArrayFieldStart("members");
    for (PoolHealth pool : health.backendAddressPools()) {
      for (SettingsHealth settings : pool.backendHttpSettingsCollection()) {
        for (ServerHealth server : settings.servers()) write(pool, settings, server, json);
      }
    }
    json.writeEndArray();
    json.writeNumberField("warnings", warnings);
    json.writeEndObject();
  }

  private static void write(BoundListener listener, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", listener.name());
    json.writeStringField("url", Banner.url(listener));
    json.writeStringField("address", listener.address().getAddress().getHostAddress());
    json.writeNumberField("port", listener.address().getPort());
    json.writeArrayFieldStart("hostNames");
    for (String hostName : listener.hostNames()) json.writeString(hostName);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(
      PoolHealth pool, SettingsHealth settings, ServerHealth server, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("pool", pool.pool());
    json.writeStringField("settings", settings.settings());
    json.writeStringField("address", server.address());
    json.writeNumberField("port", server.port());
    json.writeStringField("health", server.health().armName());
    json.writeEndObject();
  }
}
