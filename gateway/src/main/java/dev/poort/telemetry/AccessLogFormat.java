package dev.poort.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.poort.telemetry.AccessLogEntry.Certificate;
import dev.poort.telemetry.AccessLogEntry.Client;
import dev.poort.telemetry.AccessLogEntry.Request;
import dev.poort.telemetry.AccessLogEntry.Response;
import dev.poort.telemetry.AccessLogEntry.Route;
import dev.poort.telemetry.AccessLogEntry.SessionEnd;
import dev.poort.telemetry.AccessLogEntry.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries as JSON lines in the words of Azure's v2 access log ({@code
 * ApplicationGatewayAccessLog}). Where Azure writes a number as a string, so does Poort; times are
 * in seconds; {@code resourceId} ends as Azure's does and has no subscription. Azure's fields of
 * the web application firewall are left out, and {@code webSocketDuration}, {@code closedBy},
 * {@code closeCode}, {@code closeReason}, {@code failure} and {@code failureDetail} are Poort's
 * own.
 */
final class AccessLogFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);
  private static final String NO_ERROR = "ERRORINFO_NO_ERROR";
  private static final Upstream NO_MEMBER = new Upstream("", null, 0, -1, 0);

  private final JsonFactory json = new JsonFactory();
  private final String instanceId;

  /**
   * @param instanceId which process writes the log
   */
  AccessLogFormat(String instanceId) {
    this.instanceId = instanceId;
  }

  /** Appends one line for each entry. */
  void write(List<AccessLogEntry> entries, ByteArrayOutputStream out) throws IOException {
    try (JsonGenerator line = json.createGenerator(out)) {
      line.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      for (AccessLogEntry entry : entries) write(entry, line);
      line.writeRaw('\n');
    }
  }

  private void write(AccessLogEntry entry, JsonGenerator line) throws IOException {
    Route route = entry.route();
    line.writeStartObject();
    line.writeStringField("timeStamp", TIME.format(Instant.ofEpochMilli(entry.time())));
    line.writeStringField("resourceId", "applicationGateways/" + route.gateway());
    line.writeStringField("listenerName", text(route.listener()));
    line.writeStringField("ruleName", text(route.rule()));
    line.writeStringField("backendPoolName", text(route.pool()));
    line.writeStringField("backendSettingName", text(route.settings()));
    line.writeStringField("operationName", "ApplicationGatewayAccess");
    line.writeStringField("category", "ApplicationGatewayAccessLog");
    line.writeObjectFieldStart("properties");
    line.writeStringField("instanceId", instanceId);
    InetSocketAddress address = entry.client().address();
    // One that was reset before it was looked at has none.
    boolean known = !address.isUnresolved();
    line.writeStringField(
        "clientIP", known ? address.getAddress().getHostAddress() : address.getHostString());
    line.writeNumberField("clientPort", address.getPort());
    write(entry.request(), line);
    write(entry.response(), line);
    writeTls(entry.client(), line);
    write(entry.upstream() == null ? NO_MEMBER : entry.upstream(), line);
    writeHosts(entry, line);
    if (entry.session() != null) write(entry.session(), line);
    line.writeEndObject();
    line.writeEndObject();
  }

  private static void write(Request request, JsonGenerator line) throws IOException {
    String target = request.forwarded();
    int query = target.indexOf('?');
    line.writeStringField("httpMethod", request.method());
    line.writeStringField("originalRequestUriWithArgs", request.target());
    line.writeStringField("requestUri", query < 0 ? target : target.substring(0, query));
    line.writeStringField("requestQuery", query < 0 ? "" : target.substring(query + 1));
    line.writeStringField("userAgent", text(request.userAgent()));
    line.writeStringField("httpVersion", request.version());
    line.writeNumberField("receivedBytes", request.receivedBytes());
    line.writeStringField("transactionId", request.transactionId());
  }

  private static void write(Response response, JsonGenerator line) throws IOException {
    line.writeNumberField("httpStatus", response.status());
    line.writeNumberField("sentBytes", response.sentBytes());
    line.writeFieldName("clientResponseTime");
    line.writeNumber(seconds(response.clientResponseTime()));
    line.writeFieldName("timeTaken");
    line.writeNumber(seconds(response.timeTaken()));
    line.writeStringField("contentType", text(response.contentType()));
    line.writeStringField(
        "error_info", response.errorInfo() == null ? NO_ERROR : response.errorInfo());
    if (response.failure() != null) line.writeStringField("failure", response.failure());
    String detail = text(response.failureDetail());
    if (!detail.isEmpty()) line.writeStringField("failureDetail", shortened(detail));
  }

  private static void writeTls(Client client, JsonGenerator line) throws IOException {
    line.writeStringField("sslEnabled", client.sslProtocol() == null ? "off" : "on");
    line.writeStringField("sslCipher", text(client.sslCipher()));
    line.writeStringField("sslProtocol", text(client.sslProtocol()));
    Certificate certificate = client.certificate();
    String none = client.sslProtocol() == null ? "" : "NONE";
    line.writeStringField("sslClientVerify", certificate == null ? none : certificate.verify());
    line.writeStringField(
        "sslClientCertificateFingerprint", certificate == null ? "" : certificate.fingerprint());
    line.writeStringField(
        "sslClientCertificateIssuerName", certificate == null ? "" : certificate.issuer());
  }

  private static void write(Upstream upstream, JsonGenerator line) throws IOException {
    long latency = upstream.responseLatency();
    line.writeStringField("serverRouted", upstream.address());
    line.writeStringField("serverStatus", positive(upstream.status()));
    line.writeStringField("serverResponseLatency", latency < 0 ? "" : seconds(latency));
    line.writeStringField("upstreamSourcePort", positive(upstream.sourcePort()));
  }

  private static void writeHosts(AccessLogEntry entry, JsonGenerator line) throws IOException {
    String original = text(entry.request().host());
    Upstream upstream = entry.upstream();
    String host = upstream == null ? null : upstream.host();
    line.writeStringField("originalHost", original);
    line.writeStringField("host", host == null ? original : host);
  }

  private static void write(SessionEnd session, JsonGenerator line) throws IOException {
    line.writeFieldName("webSocketDuration");
    line.writeNumber(seconds(session.duration()));
    line.writeStringField("closedBy", session.closedBy().logName());
    line.writeNumberField("closeCode", session.code());
    line.writeStringField("closeReason", session.reason());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String shortened(String detail) {
    boolean fits = detail.length() <= Response.LONGEST_DETAIL;
    return fits ? detail : detail.substring(0, Response.LONGEST_DETAIL - 3) + "...";
  }

  private static String positive(int number) {
    return number > 0 ? Integer.toString(number) : "";
  }

  /** Seconds with six decimals: 34 ms is 0.034000. */
  private static String seconds(long nanos) {
    long micros = Math.max(nanos, 0) / 1_000;
    // The leading 1 keeps the zeros of the fraction and is cut off again.
    String fraction = Long.toString(1_000_000 + micros % 1_000_000);
    return micros / 1_000_000 + "." + fraction.substring(1);
  }
}
