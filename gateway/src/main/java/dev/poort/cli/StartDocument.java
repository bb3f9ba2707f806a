package dev.poort.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BackendHealth.SettingsHealth;
import dev.poort.control.BoundListener;
import dev.poort.control.Configuration;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run --json} says at its start, in place of the banner.
 *
 * @param file the gateways' file
 * @param configuration what was read from it
 * @param gateways what serves
 * @param management where the management address listens; null for none
 */
record StartDocument(
    String file,
    Configuration configuration,
    Gateways gateways,
    @Nullable InetSocketAddress management)
    implements Json.Value {
  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("poort", VersionCommand.poort());
    json.writeStringField("file", file);
    json.writeStringField("transport", gateways.shared().transport().name());
    List<Gateway> all = gateways.all();
    if (all.size() == 1) {
      writeListeners(all.getFirst(), json);
      writeManagement(json);
      writeMembers(all.getFirst(), json);
    } else {
      json.writeArrayFieldStart("gateways");
      for (Gateway gateway : all) {
        json.writeStartObject();
        json.writeStringField("name", gateway.configuration().name());
        writeListeners(gateway, json);
        writeMembers(gateway, json);
        json.writeEndObject();
      }
      json.writeEndArray();
      writeManagement(json);
    }
    writeLeftOut(json);
    json.writeNumberField("warnings", configuration.warnings().size());
    json.writeEndObject();
  }

  /** Nothing unless a gateway was left out, which is rare. */
  private void writeLeftOut(JsonGenerator json) throws IOException {
    if (configuration.leftOut().isEmpty()) return;
    json.writeArrayFieldStart("leftOut");
    for (String name : configuration.namesLeftOut()) json.writeString(name);
    json.writeEndArray();
  }

  private void writeManagement(JsonGenerator json) throws IOException {
    json.writeStringField(
        "management", management == null ? null : "http://" + Banner.hostAndPort(management));
  }

  private static void writeListeners(Gateway gateway, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("listeners");
    for (BoundListener listener : gateway.listeners()) write(listener, json);
    json.writeEndArray();
  }

  private static void writeMembers(Gateway gateway, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("members");
    for (PoolHealth pool : gateway.backendHealth().backendAddressPools()) {
      for (SettingsHealth settings : pool.backendHttpSettingsCollection()) {
        for (ServerHealth server : settings.servers()) write(pool, settings, server, json);
      }
    }
    json.writeEndArray();
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
