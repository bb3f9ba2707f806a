package dev.poort.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.telemetry.AccessLogEntry.Client;
import dev.poort.telemetry.AccessLogEntry.Request;
import dev.poort.telemetry.AccessLogEntry.Response;
import dev.poort.telemetry.AccessLogEntry.Route;
import dev.poort.telemetry.AccessLogEntry.SessionEnd;
import dev.poort.telemetry.AccessLogEntry.Upstream;
import dev.poort.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  private static final long TIME = Instant.parse("2026-11-24T08:30:00.125Z").toEpochMilli();
  private static final Client CLIENT =
      new Client(
          new InetSocketAddress("192.0.2.7", 51000), "TLSv1.3", "TLS_AES_128_GCM_SHA256", null);
  private static final Route ROUTE =
      new Route("chatGateway", "chatListener", "chatRule", "chatPool", "chatSettings");
  private static final Response OK =
      new Response(200, "text/plain", 466, 1_500_000, 34_250_000, null, null, null);
  private static final Upstream MEMBER =
      new Upstream("127.0.0.1:5000", "app.internal", 200, 28_000_000, 40123);

  @TempDir Path folder;

  @Test
  void writesALineARequestInAzuresWords() throws Exception {
    AccessLogEntry entry =
        new AccessLogEntry(TIME, CLIENT, ROUTE, get("/a%20b?x=1&y=2"), OK, MEMBER, null);

    assertThat(written(entry))
        .containsExactly(
            "{\"timeStamp\":\"2026-11-24T08:30:00.125+00:00\","
                + "\"resourceId\":\"applicationGateways/chatGateway\",\"listenerName\":\"chatListener\","
                + "\"ruleName\":\"chatRule\",\"backendPoolName\":\"chatPool\","
                + "\"backendSettingName\":\"chatSettings\","
                + "\"operationName\":\"ApplicationGatewayAccess\","
                + "\"category\":\"ApplicationGatewayAccessLog\","
                + "\"properties\":{\"instanceId\":\"poort_"
                + ProcessHandle.current().pid()
                + "\",\"clientIP\":\"192.0.2.7\",\"clientPort\":51000,\"httpMethod\":\"GET\","
                + "\"originalRequestUriWithArgs\":\"/a%20b?x=1&y=2\",\"requestUri\":\"/a%20b\","
                + "\"requestQuery\":\"x=1&y=2\",\"userAgent\":\"curl/8\","
                + "\"httpVersion\":\"HTTP/1.1\",\"receivedBytes\":184,"
                + "\"transactionId\":\"592d1649f75a8d480a3c4dc6a975309d\",\"httpStatus\":200,"
                + "\"sentBytes\":466,\"clientResponseTime\":0.001500,\"timeTaken\":0.034250,"
                + "\"contentType\":\"text/plain\",\"error_info\":\"ERRORINFO_NO_ERROR\","
                + "\"sslEnabled\":\"on\",\"sslCipher\":\"TLS_AES_128_GCM_SHA256\","
                + "\"sslProtocol\":\"TLSv1.3\",\"sslClientVerify\":\"NONE\","
                + "\"sslClientCertificateFingerprint\":\"\","
                + "\"sslClientCertificateIssuerName\":\"\","
                + "\"serverRouted\":\"127.0.0.1:5000\","
                + "\"serverStatus\":\"200\",\"serverResponseLatency\":\"0.028000\","
                + "\"upstreamSourcePort\":\"40123\",\"originalHost\":\"chat.example\","
                + "\"host\":\"app.internal\"}}");
  }

  @Test
  void saysHowASessionEnded() throws Exception {
    SessionEnd end =
        new SessionEnd(61_000_000_000L, ClosedBy.GATEWAY, 1001, "no byte for 60 s \"idle\"");
    AccessLogEntry entry = new AccessLogEntry(TIME, CLIENT, ROUTE, get("/chat"), OK, MEMBER, end);

    assertThat(written(entry).getFirst())
        .endsWith(
            "\"webSocketDuration\":61.000000,\"closedBy\":\"gateway\",\"closeCode\":1001,"
                + "\"closeReason\":\"no byte for 60 s \\\"idle\\\"\"}}");
  }

  @Test
  void namesTheCauseOfAFailure() throws Exception {
    Response failed =
        new Response(
            502,
            null,
            0,
            0,
            9_000,
            "ERRORINFO_UPSTREAM_NO_LIVE",
            "no-healthy-member",
            "it is down");
    Client clear = new Client(CLIENT.address(), null, null, null);
    AccessLogEntry entry =
        new AccessLogEntry(TIME, clear, Route.none("chatGateway"), get("/"), failed, null, null);

    assertThat(written(entry).getFirst())
        .contains("\"listenerName\":\"\"", "\"sslEnabled\":\"off\"", "\"serverStatus\":\"\"")
        .contains("\"timeTaken\":0.000009", "\"error_info\":\"ERRORINFO_UPSTREAM_NO_LIVE\"")
        .contains("\"failure\":\"no-healthy-member\"", "\"host\":\"chat.example\"")
        .contains("\"failureDetail\":\"it is down\"");
  }

  @Test
  void aLongDetailIsCut() throws Exception {
    Response failed =
        new Response(
            400, null, 0, 0, 0, "ERRORINFO_INVALID_REQUEST", "bad-request", "x".repeat(999));
    AccessLogEntry entry = new AccessLogEntry(TIME, CLIENT, ROUTE, get("/"), failed, null, null);

    assertThat(written(entry).getFirst())
        .contains("\"failureDetail\":\"" + "x".repeat(253) + "...\"");
  }

  @Test
  void aClientWhoseAddressIsNotKnownHasALine() throws Exception {
    Client gone = new Client(InetSocketAddress.createUnresolved("unknown", 0), null, null, null);
    AccessLogEntry entry = new AccessLogEntry(TIME, gone, ROUTE, get("/"), OK, null, null);

    assertThat(written(entry).getFirst()).contains("\"clientIP\":\"unknown\"");
  }

  @Test
  void losesNothingThatWasRecordedBeforeItIsClosed() throws Exception {
    AccessLogEntry[] entries = new AccessLogEntry[5_000];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new AccessLogEntry(TIME, CLIENT, ROUTE, get("/" + i), OK, MEMBER, null);
    }

    assertThat(written(entries)).hasSize(5_000).last().asString().contains("\"/4999\"");
  }

  @Test
  void appendsToTheFileThatIsThere() throws Exception {
    Path file = Files.writeString(folder.resolve("access.log"), "before\n");
    try (AccessLog log = AccessLog.open(file.toString())) {
      log.record(new AccessLogEntry(TIME, CLIENT, ROUTE, get("/"), OK, MEMBER, null));
    }

    assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("before");
  }

  @Test
  void goesOnInAFreshFileAfterARotation() throws Exception {
    Path file = folder.resolve("access.log");
    Path rotated = folder.resolve("access.log.1");
    try (AccessLog log = AccessLog.open(file.toString())) {
      log.record(new AccessLogEntry(TIME, CLIENT, ROUTE, get("/old"), OK, MEMBER, null));
      Await.until("the first line is written", () -> Files.size(file) > 0);
      Files.move(file, rotated);
      log.reopen();
      Await.until("the log is opened anew", () -> Files.exists(file));
      log.record(new AccessLogEntry(TIME, CLIENT, ROUTE, get("/new"), OK, MEMBER, null));
    }

    assertThat(Files.readAllLines(rotated)).singleElement().asString().contains("\"/old\"");
    assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"/new\"");
  }

  @Test
  void takesNothingWhenItIsOff() throws Exception {
    try (AccessLog log = AccessLog.open("off")) {
      log.record(new AccessLogEntry(TIME, CLIENT, ROUTE, get("/"), OK, MEMBER, null));

      assertThat(log.enabled()).isFalse();
      assertThat(log.dropped()).isZero();
    }
  }

  @Test
  void refusesAFileThatCannotBeOpened() {
    assertThatThrownBy(() -> AccessLog.open(folder.resolve("none/access.log").toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("access.log");
  }

  @Test
  void countsWhatAStalledDiskCannotTakeAndWhatABrokenOneRefuses() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    // Opened for both ways, a pipe waits for no other end; nobody reads from this one.
    RandomAccessFile silent = new RandomAccessFile(pipe.toFile(), "rw");
    try (silent;
        AccessLog log = AccessLog.open(pipe.toString())) {
      for (int i = 0; i < 80_000; i++) {
        log.record(new AccessLogEntry(TIME, CLIENT, ROUTE, get("/" + i), OK, MEMBER, null));
      }
      assertThat(log.dropped()).isBetween(10_000L, 80_000L - (64 << 10));

      silent.close();
      Await.until("all is counted", () -> log.dropped() == 80_000);
    }
  }

  @Test
  void saysWhenItIsClosedHowManyEntriesWereDropped() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = System.err;
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw");
    try (reader;
        AccessLog log = AccessLog.open(pipe.toString())) {
      reader.close();
      log.record(new AccessLogEntry(TIME, CLIENT, ROUTE, get("/one"), OK, MEMBER, null));
      Await.until("it is counted", () -> log.dropped() == 1);
      log.record(new AccessLogEntry(TIME, CLIENT, ROUTE, get("/two"), OK, MEMBER, null));
    } finally {
      System.setErr(err);
    }

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("access log closed: 2 entries dropped in all");
  }

  private List<String> written(AccessLogEntry... entries) throws Exception {
    Path file = folder.resolve("access.log");
    try (AccessLog log = AccessLog.open(file.toString())) {
      for (AccessLogEntry entry : entries) log.record(entry);
    }
    return Files.readAllLines(file);
  }

  private static Request get(String target) {
    return new Request(
        "GET",
        target,
        target,
        "HTTP/1.1",
        "chat.example",
        "curl/8",
        184,
        "592d1649f75a8d480a3c4dc6a975309d");
  }
}
