package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmServer;
import dev.poort.testkit.ArmServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the management address does with callers that mean no good, or know no better. */
class ArmHardeningTest {
  private static final String ID = ArmServer.gateway("gw");

  @TempDir Path folder;
  private ArmServer server;

  @BeforeEach
  void start() throws Exception {
    server = ArmServer.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void onePortSpeaksTlsAndPlainHttp() throws Exception {
    URI plain =
        URI.create("http://127.0.0.1:" + server.port() + "/subscriptions?api-version=2022-12-01");

    var answer = server.http().send(HttpRequest.newBuilder(plain).build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(server.get("/subscriptions").text());
    assertThat(server.get("/health").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/..%2f..%2fetc/resourceGroups/g",
        "/subscriptions/s/resourceGroups/%2e%2e",
        "/subscriptions/s/resourceGroups/a%00b",
        "/subscriptions/s/resourceGroups/a%0d%0aSet-Cookie:x",
        "/subscriptions/s/resourceGroups/%E2%80%AEtxt",
        "/subscriptions/s/resourceGroups/%zz",
        "/subscriptions/s/resourceGroups/%ff"
      })
  void namesThatLeadElsewhereAreRefused(String path) throws Exception {
    String answer =
        raw(
            "GET "
                + path
                + "?api-version=2022-12-01 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(answer.split("\r\n\r\n", 2)[0]).doesNotContain("Set-Cookie");
  }

  @Test
  void namesThatDifferInLetterCaseAreOneAndUnicodeNamesAreThemselves() throws Exception {
    String group = "/subscriptions/s/resourceGroups/";
    server.put(group + "Web", "{\"location\": \"westus\"}");

    assertThat(server.put(group + "wEB", "{\"location\": \"westus\"}").status()).isEqualTo(200);
    assertThat(server.get(group + "web").at("name")).isEqualTo("Web");
    assertThat(server.put(group + "caf%C3%A9", "{\"location\": \"westus\"}").at("name"))
        .isEqualTo("caf\u00e9");
    assertThat(server.get(group + "caf%C3%A9").status()).isEqualTo(200);
  }

  @Test
  void aPageInABrowserMayChangeNothing() throws Exception {
    Reply refused =
        server.put("/subscriptions/s/resourceGroups/g", "{}", "Origin", "https://evil.test");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.response().headers().map()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void aNameThatIsNotItsOwnIsMisdirected() throws Exception {
    String answer =
        raw(
            "GET /subscriptions?api-version=2022-12-01 HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @CsvSource({
    "'', MissingApiVersionParameter",
    "?api-version=latest, InvalidApiVersionParameter",
    "?api-version=2009-01-01, InvalidApiVersionParameter"
  })
  void aVersionMustBeSaid(String query, String code) throws Exception {
    URI uri = server.uri("/subscriptions" + query);

    var answer = server.http().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2014-04-01", "2015-06-15", "2019-11-01", "2025-05-01", "2025-07-01-preview"})
  void anyVersionSince2014WillDo(String version) throws Exception {
    URI uri = server.uri("/subscriptions?api-version=" + version);

    var answer = server.http().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyAbove32MiBIsRefusedBeforeItIsRead() throws Exception {
    String answer =
        raw(
            "PUT "
                + ID
                + "?api-version=2024-05-01 HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Length: 99999999999\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("RequestContentTooLarge");
  }

  @Test
  void aBodyThatGrowsAboveTheBoundIsCutShort() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /sessions/x/close HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      out.write(chunk);
      out.write(chunk);
      byte[] start = socket.getInputStream().readNBytes(13);

      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413 ");
    }
  }

  @Test
  void requestsThatAreSentWithoutWaitingAreAnsweredInTheirOrder() throws Exception {
    String one =
        "GET /subscriptions/a%d?api-version=2022-12-01 HTTP/1.1\r\nHost: localhost\r\n%s\r\n";

    String answer =
        raw(
            one.formatted(1, "")
                + one.formatted(2, "")
                + one.formatted(3, "Connection: close\r\n"));

    assertThat(answer.indexOf("/subscriptions/a1"))
        .isPositive()
        .isLessThan(answer.indexOf("/subscriptions/a2"));
    assertThat(answer.indexOf("/subscriptions/a2")).isLessThan(answer.indexOf("/subscriptions/a3"));
  }

  @Test
  void aCloudIsDiscoveredInTheShapesOfItsVersions() throws Exception {
    String base = "https://localhost:" + server.port();

    Reply first = metadata("?api-version=2015-01-01");
    Reply list = metadata("?api-version=2019-05-01");
    Reply object = metadata("?api-version=2022-09-01");

    assertThat(first.at("graphEndpoint")).isEqualTo(base + "/");
    assertThat(first.at("authentication.loginEndpoint")).isEqualTo(base + "/adfs");
    assertThat(first.at("authentication.audiences.0")).isEqualTo(base + "/");
    assertThat(list.at("0.resourceManager")).isEqualTo(base + "/");
    assertThat(object.at("resourceManager")).isEqualTo(base + "/");
    assertThat(object.at("authentication.tenant")).isEqualTo("common");
  }

  private Reply metadata(String query) throws Exception {
    URI uri = server.uri("/metadata/endpoints" + query);
    var answer = server.http().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    return new Reply(answer.statusCode(), answer.body(), answer);
  }

  @Test
  void answersCarryTheIdsThatClientsLog() throws Exception {
    Reply answer =
        server.send(
            "GET",
            "/subscriptions",
            "",
            "x-ms-client-request-id",
            "abc-1",
            "x-ms-return-client-request-id",
            "true");

    assertThat(answer.response().headers().firstValue("x-ms-client-request-id")).hasValue("abc-1");
    assertThat(answer.response().headers().firstValue("x-ms-request-id").orElse("")).hasSize(36);
  }

  private String raw(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      in.transferTo(all);
      return all.toString(StandardCharsets.UTF_8);
    }
  }
}
