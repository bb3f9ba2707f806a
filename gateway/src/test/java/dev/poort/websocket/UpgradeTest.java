package dev.poort.websocket;

import static dev.poort.testkit.WebSocketEnd.KEY;
import static dev.poort.testkit.WebSocketEnd.agreement;
import static dev.poort.testkit.WebSocketEnd.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectType;
import dev.poort.config.TargetUrl;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The opening handshake on its way through the gateway (RFC 6455 4). */
class UpgradeTest {
  @Test
  void theHandshakeReachesTheMemberWithAllThatIsTheClients() throws Exception {
    try (TestMember member = TestMember.start(UpgradeTest::agree);
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(
          handshake(
              "/chat?room=1&x=%2F",
              """
              Origin: https://example.com:8443
              Sec-WebSocket-Protocol: chat.v2, chat
              Sec-WebSocket-Protocol: superchat
              Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
              Cookie: session=a; theme="dark blue"
              Authorization: Bearer x.y.z
              """
                  .replace("\n", "\r\n")));
      client.readHead();

      MemberRequest request = member.requests().getFirst();
      assertThat(request.startLine()).isEqualTo("GET /chat?room=1&x=%2F HTTP/1.1");
      assertThat(request.head().lines())
          .contains(
              "Host: site.test",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Key: " + KEY,
              "Sec-WebSocket-Version: 13",
              "Origin: https://example.com:8443",
              "Sec-WebSocket-Protocol: chat.v2, chat",
              "Sec-WebSocket-Protocol: superchat",
              "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
              "Cookie: session=a; theme=\"dark blue\"",
              "Authorization: Bearer x.y.z");
      assertThat(request.field("X-Forwarded-Proto")).isEqualTo("http");
      assertThat(request.field("X-Original-Host")).isEqualTo("site.test");
    }
  }

  @Test
  void theMembersAgreementReachesTheClientAsItIs() throws Exception {
    String agreement =
        agreement(
            KEY,
            "Sec-WebSocket-Protocol: chat.v2\r\n"
                + "sec-websocket-extensions: permessage-deflate; server_no_context_takeover\r\n"
                + "Set-Cookie: a=b; HttpOnly\r\nSet-Cookie: c=d\r\nX-Other: 1\r\n");
    try (TestMember member = TestMember.start(request -> request.send(agreement));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(handshake("/", ""));

      assertThat(client.readHead()).isEqualTo(agreement);
    }
  }

  @Test
  void whatConnectionNamesBesidesTheUpgradeStaysWithThisHop() throws Exception {
    try (TestMember member = TestMember.start(UpgradeTest::agree);
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(
          handshake("/", "X-Hop: 1\r\nKeep-Alive: 5\r\n")
              .replace("Connection: Upgrade", "Connection: keep-alive, X-Hop, Upgrade"));
      client.readHead();

      MemberRequest request = member.requests().getFirst();
      assertThat(request.field("Connection")).isEqualTo("Upgrade");
      assertThat(request.field("Upgrade")).isEqualTo("websocket");
      assertThat(request.field("X-Hop")).isNull();
      assertThat(request.field("Keep-Alive")).isNull();
    }
  }

  @Test
  void anotherVersionIsRefusedWithTheOneThatIsSpoken() throws Exception {
    RawAnswer answer = refusal(handshake("/", "").replace("Version: 13", "Version: 8"));

    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.field("Sec-WebSocket-Version")).isEqualTo("13");
    assertThat(answer.field("Upgrade")).isEqualTo("websocket");
    assertThat(answer.fields("Connection")).contains("Upgrade");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Sec-WebSocket-Key: short\r\n"})
  void aHandshakeWithoutAProperKeyIsRefused(String line) throws Exception {
    String key = "Sec-WebSocket-Key: " + KEY + "\r\n";

    assertThat(refusal(handshake("/", "").replace(key, line)).status()).isEqualTo(400);
  }

  @Test
  void aHandshakeThatIsNoGetIsRefused() throws Exception {
    String post = handshake("/", "Content-Length: 0\r\n").replace("GET ", "POST ");

    assertThat(refusal(post).status()).isEqualTo(400);
  }

  @Test
  void aHandshakeWithABodyIsRefused() throws Exception {
    assertThat(refusal(handshake("/", "Content-Length: 3\r\n") + "abc").status()).isEqualTo(400);
  }

  private static RawAnswer refusal(String request) throws Exception {
    try (TestMember member = TestMember.start(UpgradeTest::agree);
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.ask(request);
      assertThat(member.requests()).isEmpty();
      return answer;
    }
  }

  @Test
  void afterARefusalTheConnectionServesOn() throws Exception {
    try (TestMember member = TestMember.start(UpgradeTest::agree);
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.ask(handshake("/", "").replace("Version: 13", "Version: 8"));

      assertThat(WebSocketEnd.open(client).wire()).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n",
        "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 4\r\n",
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 4\r\n",
        "HTTP/1.1 426 Upgrade Required\r\nSec-WebSocket-Version: 13\r\nContent-Length: 4\r\n",
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 4\r\n"
      })
  void anyOtherAnswerOfTheMemberIsTheClientsAndTheConnectionServesOn(String head) throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  if (request.startLine().contains("/no")) {
                    request.send(head + "\r\nbody");
                  } else {
                    agree(request);
                  }
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.ask(handshake("/no", ""));

      assertThat(answer.head()).isEqualTo(head + "\r\n");
      assertThat(answer.body()).isEqualTo("body");
      WebSocketEnd.open(client);
      assertThat(member.requests()).last().matches(request -> request.connection() == 1);
      assertThat(gateway.gateway().sessionReport().counts().refused())
          .containsOnly(Map.entry("member-declined", 1L));
    }
  }

  @Test
  void aHandshakeThatARuleSendsElsewhereIsCountedAsSuch() throws Exception {
    try (TestMember member = TestMember.start(UpgradeTest::agree)) {
      GatewayPlan plan = GatewayPlan.before(member);
      var target = new TargetUrl("https://other.test");
      plan.site().redirect(new RedirectConfiguration("to", RedirectType.FOUND, target, true, true));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        RawAnswer answer = client.ask(handshake("/a", ""));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(gateway.gateway().sessionReport().counts().refused())
            .containsOnly(Map.entry("redirected", 1L));
      }
    }
  }

  @Test
  void a426OfTheMemberKeepsWhatItAsksFor() throws Exception {
    try (TestMember member =
            TestMember.start(
                request ->
                    request.send(
                        "HTTP/1.1 426 Upgrade Required\r\nConnection: Upgrade\r\n"
                            + "Upgrade: websocket\r\nContent-Length: 0\r\n\r\n"));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/", "site.test");

      assertThat(answer.status()).isEqualTo(426);
      assertThat(answer.field("Upgrade")).isEqualTo("websocket");
      assertThat(answer.field("Connection")).isEqualTo("Upgrade");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
        "Upgrade: websocket",
        "Connection: Upgrade"
      })
  void a101ThatLacksAProofIsNotBelieved(String line) throws Exception {
    assertNotBelieved(agreement(KEY, "").replace(line + "\r\n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-WebSocket-Accept: AAAALMBiTxaQ9kYGzzhZRbK+xOo=",
        "Upgrade: h2c",
        "Connection: keep-alive"
      })
  void a101WithAnotherProofIsNotBelieved(String line) throws Exception {
    String name = line.substring(0, line.indexOf(':') + 1);

    assertNotBelieved(agreement(KEY, "").replaceAll("(?m)^" + name + " [^\r]*", line));
  }

  @Test
  void a101ToAPlainRequestIsNotBelieved() throws Exception {
    try (TestMember member = TestMember.start(request -> request.send(agreement(KEY, "")));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      assertThat(client.get("/", "site.test").status()).isEqualTo(502);
    }
  }

  private static void assertNotBelieved(String answer) throws Exception {
    assertThat(answer).isNotEqualTo(agreement(KEY, ""));
    try (TestMember member = TestMember.start(request -> request.send(answer));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      assertThat(client.ask(handshake("/", "")).status()).isEqualTo(502);
      assertThat(gateway.awaitLog(1).getFirst()).contains("\"failure\":\"bad-upgrade\"");
      assertThat(gateway.gateway().sessions()).isEmpty();
    }
  }

  @Test
  void aPlainRequestWithAnUpgradeToSomethingElseIsServedWithoutIt() throws Exception {
    try (TestMember member = TestMember.answering("plain");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer =
          client.ask(
              "GET / HTTP/1.1\r\nHost: site.test\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                  + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");

      assertThat(answer.body()).isEqualTo("plain");
      assertThat(member.requests().getFirst().field("Upgrade")).isNull();
      assertThat(member.requests().getFirst().field("HTTP2-Settings")).isNull();
    }
  }

  @Test
  void anInterimAnswerBeforeThe101PassesToo() throws Exception {
    String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";
    try (TestMember member = TestMember.start(request -> request.send(hints + agreement(KEY, "")));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(handshake("/", ""));

      assertThat(client.readHead()).isEqualTo(hints);
      assertThat(client.readHead()).isEqualTo(agreement(KEY, ""));
    }
  }

  private static void agree(MemberRequest request) throws Exception {
    request.send(agreement(KEY, ""));
    request.wire().awaitEnd();
  }
}
