package dev.poort.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.control.BackendHealth;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BackendHealth.SettingsHealth;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import dev.poort.telemetry.Health;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether every pool knows by now whether it has a member that serves, and if not, whose answer is
 * still out.
 *
 * @param ready whether requests are answered without waiting for a probe
 * @param waitingFor the probes that are awaited; none when it is ready
 */
record ReadyDocument(boolean ready, List<String> waitingFor) implements Answer.Document {
  static ReadyDocument of(Gateways gateways) {
    if (gateways.ready()) return new ReadyDocument(true, List.of());
    List<Gateway> all = gateways.all();
    List<String> waitingFor = new ArrayList<>();
    for (Gateway gateway : all) {
      String name = all.size() == 1 ? "" : gateway.configuration().name() + ": ";
      addAwaited(name, gateway.backendHealth(), waitingFor);
    }
    return new ReadyDocument(false, waitingFor);
  }

  private static void addAwaited(String gateway, BackendHealth health, List<String> awaited) {
    for (PoolHealth pool : health.backendAddressPools()) {
      for (SettingsHealth settings : pool.backendHttpSettingsCollection()) {
        for (ServerHealth server : settings.servers()) {
          if (server.health() != Health.UNKNOWN) continue;
          awaited.add(
              "the first probe of %s:%d (%s%s, %s)"
                  .formatted(
                      server.address(), server.port(), gateway, pool.pool(), settings.settings()));
        }
      }
    }
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("ready", ready);
    json.writeArrayFieldStart("waitingFor");
    for (String probe : waitingFor) json.writeString(probe);
    json.writeEndArray();
    json.writeEndObject();
  }
}
