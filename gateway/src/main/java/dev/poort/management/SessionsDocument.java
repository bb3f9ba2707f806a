package dev.poort.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.telemetry.ClosedSession;
import dev.poort.telemetry.Ping;
import dev.poort.telemetry.Session;
import dev.poort.telemetry.SessionCounts;
import dev.poort.telemetry.SessionEnd;
import dev.poort.telemetry.SessionReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket sessions of gateways: those that are open and match, those that ended last and
 * match, and counters of all.
 *
 * @param reports of each gateway
 * @param filter which sessions are wanted
 */
record SessionsDocument(List<Of> reports, SessionFilter filter) implements Answer.Document {
  /**
   * What one gateway reports.
   *
   * @param gateway its name, which one that was removed may share with its successor
   * @param removed whether it only waits for its sessions to end
   */
  record Of(String gateway, boolean removed, SessionReport report) {}

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    long matching = 0;
    json.writeArrayFieldStart("sessions");
    for (Of each : reports) {
      for (Session session : each.report().open()) {
        if (!filter.matches(session) || matching++ >= filter.limit()) continue;
        json.writeStartObject();
        write(each.gateway(), session, json);
        json.writeNumberField("ageSeconds", seconds(age(session)));
        json.writeNumberField("idleSeconds", seconds(session.idle()));
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeNumberField("matching", matching);
    writeClosed(json);
    json.writeArrayFieldStart("gateways");
    for (Of each : reports) write(each, each.report().counts(), json);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeClosed(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("recentlyClosed");
    for (Of each : reports) {
      for (ClosedSession closed : each.report().recentlyClosed()) {
        if (!filter.matches(closed.session())) continue;
        json.writeStartObject();
        write(each.gateway(), closed.session(), json);
        json.writeStringField("closed", closed.closed().toString());
        json.writeStringField("closedBy", closed.closedBy().logName());
        json.writeNumberField("closeCode", closed.code());
        json.writeStringField("closeReason", closed.reason());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void write(String gateway, Session session, JsonGenerator json)
      throws IOException {
    json.writeStringField("id", session.id());
    json.writeStringField("gateway", gateway);
    json.writeStringField("client", text(session.client()));
    json.writeStringField("listener", session.listener());
    json.writeStringField("rule", session.rule());
    json.writeStringField("pool", session.pool());
    json.writeStringField("member", session.member());
    json.writeStringField("target", session.target());
    if (session.subprotocol() != null) {
      json.writeStringField("subprotocol", session.subprotocol());
    }
    json.writeStringField("state", session.state().word());
    json.writeStringField("opened", session.opened().toString());
    json.writeNumberField("messagesFromClient", session.messagesFromClient());
    json.writeNumberField("messagesFromMember", session.messagesFromMember());
    json.writeNumberField("bytesFromClient", session.bytesFromClient());
    json.writeNumberField("bytesFromMember", session.bytesFromMember());
    writePing("clientPing", session.clientPing(), json);
    writePing("memberPing", session.memberPing(), json);
  }

  private static void writePing(String name, @Nullable Ping ping, JsonGenerator json)
      throws IOException {
    if (ping == null) return;
    long micros = TimeUnit.NANOSECONDS.toMicros(ping.roundTrip().toNanos());
    json.writeNumberField(name + "Millis", micros / 1000.0);
    json.writeStringField(name + "Answered", ping.answered().toString());
  }

  private static void write(Of of, SessionCounts counts, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", of.gateway());
    if (of.removed()) json.writeBooleanField("removed", true);
    json.writeNumberField("opened", counts.opened());
    json.writeNumberField("open", counts.open());
    json.writeObjectFieldStart("closed");
    for (Map.Entry<SessionEnd, Long> each : counts.closed().entrySet()) {
      json.writeNumberField(each.getKey().logName(), each.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("refused");
    for (Map.Entry<String, Long> each : counts.refused().entrySet()) {
      json.writeNumberField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("messagesFromClient", counts.messagesFromClient());
    json.writeNumberField("messagesFromMember", counts.messagesFromMember());
    json.writeNumberField("bytesFromClient", counts.bytesFromClient());
    json.writeNumberField("bytesFromMember", counts.bytesFromMember());
    json.writeEndObject();
  }

  /** {@code host:port}, with an IPv6 address in brackets. */
  static String text(InetSocketAddress client) {
    // Who left during the handshake has no address any more.
    String host =
        client.isUnresolved() ? client.getHostString() : client.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + client.getPort();
  }

  private static Duration age(Session session) {
    return Duration.between(session.opened(), Instant.now());
  }

  private static double seconds(Duration duration) {
    return Math.max(duration.toMillis(), 0) / 1000.0;
  }
}
