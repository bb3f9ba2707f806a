package dev.poort.websocket;

import static dev.poort.testkit.Rewrite.rule;
import static dev.poort.testkit.Rewrite.set;
import static dev.poort.testkit.WebSocketEnd.KEY;
import static dev.poort.testkit.WebSocketEnd.agreement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Limits;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectType;
import dev.poort.config.TargetUrl;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Http2Answer;
import dev.poort.testkit.Http2Frame;
import dev.poort.testkit.Http2Peer;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The opening handshake from a client over HTTP/2 to a member over HTTP/1.1 (RFC 8441 5). */
@SuppressWarnings("NullAway.Init") // each test begins with a start of its own
class ExtendedConnectTest {
  private static final int PROTOCOL_ERROR = 1;

  /** SETTINGS_ENABLE_CONNECT_PROTOCOL (RFC 8441 3). */
  private static final int ENABLE_CONNECT_PROTOCOL = 8;

  private TestMember member;
  private GatewayPlan plan;
  private RunningGateway gateway;
  private Http2Peer client;

  private void start(TestMember.Script script) throws Exception {
    plan(script);
    open();
  }

  private void plan(TestMember.Script script) throws Exception {
    member = TestMember.start(script);
    plan = GatewayPlan.before(member);
    plan.site().h2c();
  }

  private void open() throws Exception {
    gateway = plan.start();
    client = Http2Peer.connect(gateway.address());
  }

  private static void agree(MemberRequest request) throws Exception {
    WebSocketEnd.agree(request, "").read();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
    member.close();
  }

  @Test
  void theServersSettingsAllowIt() throws Exception {
    start(ExtendedConnectTest::agree);
    byte[] settings = client.await(Http2Frame.SETTINGS).payload();

    boolean allowed = false;
    for (int i = 0; i < settings.length; i += 6) {
      allowed |= settings[i + 1] == ENABLE_CONNECT_PROTOCOL && settings[i + 5] == 1;
    }
    assertThat(allowed).isTrue();
  }

  @Test
  void theMemberGetsAHandshakeOfRfc6455WithAKeyOfTheGateways() throws Exception {
    start(ExtendedConnectTest::agree);
    int stream =
        client.handshake(
            "/chat?room=1",
            "sec-websocket-protocol",
            "chat.v2, chat",
            "sec-websocket-extensions",
            "permessage-deflate",
            "sec-websocket-key",
            KEY,
            "origin",
            "https://example.com",
            "cookie",
            "a=b",
            "cookie",
            "c=d");
    client.head(stream);

    MemberRequest seen = member.requests().getFirst();
    assertThat(seen.startLine()).isEqualTo("GET /chat?room=1 HTTP/1.1");
    assertThat(seen.head().lines())
        .contains(
            "Host: site.test",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "sec-websocket-version: 13",
            "sec-websocket-protocol: chat.v2, chat",
            "sec-websocket-extensions: permessage-deflate",
            "origin: https://example.com")
        .noneMatch(line -> line.contains(KEY))
        .noneMatch(line -> line.contains("chunked"));
    assertThat(seen.field("Sec-WebSocket-Key")).hasSize(24);
    assertThat(seen.field("Cookie")).isEqualTo("a=b; c=d");
    assertThat(seen.field("X-Original-Host")).isEqualTo("site.test");
  }

  @Test
  void theMembersAgreementIsA200WithoutWhatOnlyHttp1Needs() throws Exception {
    start(
        request ->
            WebSocketEnd.agree(
                    request,
                    "Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Extensions: x\r\n"
                        + "Set-Cookie: a=b\r\nContent-Length: 0\r\n")
                .read());
    Map<String, String> head = client.head(client.handshake("/"));

    assertThat(head)
        .containsEntry(":status", "200")
        .containsEntry("sec-websocket-protocol", "chat")
        .containsEntry("sec-websocket-extensions", "x")
        .containsEntry("set-cookie", "a=b")
        .doesNotContainKeys("upgrade", "connection", "sec-websocket-accept", "content-length");
  }

  @Test
  void aRefusalOfTheMembersIsPassedOnAsItIs() throws Exception {
    start(request -> request.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nnope"));
    Http2Answer answer = client.answer(client.handshake("/"));

    assertThat(answer.status()).isEqualTo("403");
    assertThat(answer.body()).isEqualTo("nope");
    assertThat(refused()).containsEntry("member-declined", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "204 No Content"})
  void anAnswerThatTheClientWouldTakeForAYesIsABadGateway(String status) throws Exception {
    start(request -> request.send("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"));

    assertThat(client.answer(client.handshake("/")).status()).isEqualTo("502");
    assertThat(gateway.awaitLog(1).getFirst()).contains("\"bad-upgrade\"");
  }

  @Test
  void anAgreementToAnotherKeyIsABadGateway() throws Exception {
    start(request -> request.send(agreement(KEY, "")));

    assertThat(client.answer(client.handshake("/")).status()).isEqualTo("502");
    assertThat(refused()).containsEntry("bad-upgrade", 1L);
  }

  @ParameterizedTest
  @CsvSource({
    // :protocol belongs to CONNECT alone
    ":method=GET :protocol=websocket :scheme=https :path=/ :authority=site.test",
    // RFC 8441 4: :scheme and :path must be there
    ":method=CONNECT :protocol=websocket :path=/ :authority=site.test",
    ":method=CONNECT :protocol=websocket :scheme=https :authority=site.test",
    ":method=CONNECT :protocol=websocket :scheme=https :path=/",
    ":method=CONNECT :protocol=websocket :scheme=wss :path=/ :authority=site.test",
    ":method=CONNECT :protocol=websocket :scheme=https :path=* :authority=site.test",
    ":method=CONNECT :protocol=websocket :protocol=websocket :scheme=https :path=/"
        + " :authority=site.test",
    ":method=CONNECT :protocol=websocket :scheme=https :path=/ :authority=site.test"
        + " connection=upgrade",
    ":method=CONNECT :protocol=websocket :scheme=https :path=/ :authority=site.test"
        + " content-length=0",
  })
  void aMalformedOneIsAStreamError(String lines) throws Exception {
    start(ExtendedConnectTest::agree);
    client.headers(1, false, lines.split("[ =]", -1));

    assertThat(client.head(1)).containsEntry(":status", "400");
    assertThat(client.awaitReset(1)).isEqualTo(PROTOCOL_ERROR);
    assertThat(member.requests()).isEmpty();
  }

  @Test
  void anotherProtocolIsNotImplemented() throws Exception {
    start(ExtendedConnectTest::agree);
    int stream = client.request("CONNECT", "/", false, ":protocol", "connect-udp");

    assertThat(client.answer(stream).status()).isEqualTo("501");
    assertThat(gateway.awaitLog(1).getFirst()).contains("\"connect-protocol\"");
  }

  @ParameterizedTest
  @CsvSource({"12, 426, websocket-version", ", 426, websocket-version"})
  void anotherVersionIsRefusedWithTheOneThatIsSpoken(String version, String status, String failure)
      throws Exception {
    start(ExtendedConnectTest::agree);
    String[] fields =
        version == null
            ? new String[] {":protocol", "websocket"}
            : new String[] {":protocol", "websocket", "sec-websocket-version", version};
    Http2Answer answer = client.answer(client.request("CONNECT", "/", false, fields));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.fields()).containsEntry("sec-websocket-version", "13");
    assertThat(refused()).containsEntry(failure, 1L);
  }

  @Test
  void aHeadOverTheLimitIsRefused() throws Exception {
    plan(ExtendedConnectTest::agree);
    plan.limits(new Limits(4096, 1024, 100_000, Duration.ofSeconds(60), Duration.ofSeconds(120)));
    open();

    assertThat(client.answer(client.handshake("/", "x", "y".repeat(5_000))).status())
        .isEqualTo("431");
  }

  @Test
  void pathRulesAndRewritesSeeAHandshake() throws Exception {
    plan(ExtendedConnectTest::agree);
    try (TestMember films = TestMember.start(ExtendedConnectTest::agree)) {
      var site =
          plan.site("films")
              .members(films)
              .behindPaths()
              .rewrites(set(rule("r").when("var_http_method", "GET").request("X-R", "yes")));
      plan.site().path("/films/*", site);
      open();
      client.head(client.handshake("/films/1"));

      assertThat(films.requests().getFirst().field("X-R")).isEqualTo("yes");
    }
  }

  @Test
  void aRedirectIsPassedOnAsOne() throws Exception {
    plan(ExtendedConnectTest::agree);
    var target = new TargetUrl("https://other.test");
    plan.site().redirect(new RedirectConfiguration("to", RedirectType.FOUND, target, true, true));
    open();
    Http2Answer answer = client.answer(client.handshake("/a"));

    assertThat(answer.status()).isEqualTo("302");
    assertThat(answer.fields()).containsEntry("location", "https://other.test/a");
    assertThat(refused()).containsEntry("redirected", 1L);
  }

  @Test
  void theAccessLogShowsAGetOverHttp2WithTheMembers101() throws Exception {
    start(ExtendedConnectTest::agree);
    int stream = client.handshake("/log");
    WebSocketEnd session = WebSocketEnd.agreed(client, stream);
    session.sendText("bye");
    session.close();

    assertThat(gateway.awaitLog(1).getFirst())
        .contains("\"httpMethod\":\"GET\"")
        .contains("\"httpVersion\":\"HTTP/2.0\"")
        .contains("\"httpStatus\":200")
        .contains("\"serverStatus\":\"101\"")
        .contains("\"webSocketDuration\":");
  }

  private Map<String, Long> refused() throws Exception {
    return gateway.gateway().sessionReport().counts().refused();
  }
}
