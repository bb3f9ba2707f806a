package dev.poort.websocket;

import static dev.poort.testkit.Frames.BINARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.TransportKind;
import dev.poort.telemetry.Session;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the gateway knows of its sessions, while they are open and in the access log afterwards. */
class SessionFactsTest {
  @Test
  void aSessionIsListedWithWhatItIs() throws Exception {
    String agreement =
        WebSocketEnd.agreement(WebSocketEnd.KEY, "Sec-WebSocket-Protocol: chat.v2\r\n");
    Instant before = Instant.now();
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send(agreement);
                  request.wire().awaitEnd();
                });
        RunningGateway gateway = GatewayPlan.before(member).start();
        RawClient client = gateway.connect()) {
      client.send(WebSocketEnd.handshake("/chat?room=1", "Sec-WebSocket-Protocol: chat.v2\r\n"));
      client.readHead();

      Session session = gateway.gateway().sessions().getFirst();
      assertThat(session.client()).isEqualTo(client.socket().getLocalSocketAddress());
      assertThat(session.listener()).isEqualTo("site");
      assertThat(session.rule()).isEqualTo("site");
      assertThat(session.pool()).isEqualTo("site");
      assertThat(session.member()).isEqualTo("127.0.0.1:" + member.port());
      assertThat(session.target()).isEqualTo("/chat?room=1");
      assertThat(session.subprotocol()).isEqualTo("chat.v2");
      assertThat(session.opened()).isBetween(before, Instant.now());
      assertThat(session.idle()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
      assertThat(session.id()).isEqualTo(member.requests().getFirst().field("X-AppGW-Trace-Id"));
    }
  }

  @Test
  void theOctetsOfBothDirectionsAreCounted() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.client().send(BINARY, new byte[1000]);
      session.served().read();
      session.served().send(BINARY, new byte[100]);
      session.client().read();

      assertThat(session.facts().bytesFromClient()).isEqualTo(8 + 1000);
      assertThat(session.facts().bytesFromMember()).isEqualTo(2 + 100);
    }
  }

  @Test
  void theOldestSessionComesFirstAndAnEndedOneIsGone() throws Exception {
    try (OpenSession session = OpenSession.start();
        RawClient connection = session.gateway().connect()) {
      WebSocketEnd second = WebSocketEnd.open(connection);
      assertThat(session.gateway().gateway().sessions())
          .extracting(each -> each.client().getPort())
          .containsExactly(
              session.client().wire().socket().getLocalPort(), connection.socket().getLocalPort());

      second.close();
      session.member().next().close();
      Await.until("one is left", () -> session.gateway().gateway().sessions().size() == 1);
      session.client().close();
      session.served().close();
      session.awaitNoSession();
    }
  }

  @Test
  void theLogSaysThatTheClientClosed() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.client().send(BINARY, new byte[1000]);
      session.served().read();
      session.client().sendClose(1000, "done");
      session.served().readClose();
      session.served().sendClose(1000, "");
      session.client().readClose();
      session.served().close();
      session.client().wire().awaitEnd();
      session.client().close();

      assertThat(log(session))
          .contains("\"closedBy\":\"client\"", "\"closeCode\":1000", "\"httpStatus\":101")
          .containsPattern("\"webSocketDuration\":\\d\\.\\d{6}");
      assertThat(number(log(session), "receivedBytes")).isGreaterThan(1020);
      assertThat(number(log(session), "sentBytes")).isBetween(4 + 100L, 1000L);
    }
  }

  @Test
  void theLogSaysThatTheMemberClosed() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.served().sendClose(4001, "bye");
      session.client().readClose();
      session.client().sendClose(4001, "");
      session.client().close();
      session.served().readClose();
      session.served().close();

      assertThat(log(session)).contains("\"closedBy\":\"member\"", "\"closeCode\":4001");
    }
  }

  @Test
  void theLogSaysThatTheGatewayClosed() throws Exception {
    try (OpenSession session =
        OpenSession.start(plan -> plan.site().requestTimeout(Duration.ofSeconds(1)))) {
      session.client().readClose();
      session.client().sendClose(1001, "");
      session.served().readClose();
      session.served().sendClose(1001, "");

      assertThat(log(session))
          .contains("\"closedBy\":\"gateway\"", "\"closeCode\":1001", "\"closeReason\":\"idle\"");
    }
  }

  @Test
  void theLogSaysThatTheClientLeftWithoutACloseFrame() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.client().close();
      session.served().wire().awaitEnd();
      session.served().close();

      assertThat(log(session))
          .contains(
              "\"closedBy\":\"client\"",
              "\"closeCode\":1006",
              "\"closeReason\":\"connection-closed\"");
    }
  }

  @Test
  void theLogSaysThatTheMemberResetTheConnection() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.served().wire().reset();
      session.client().wire().awaitEnd();

      assertThat(log(session))
          .contains(
              "\"closedBy\":\"member\"",
              "\"closeCode\":1006",
              "\"closeReason\":\"connection-reset\"");
    }
  }

  @Test
  void aCloseFrameWithoutACodeIsLoggedAsSuch() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.client().send(dev.poort.testkit.Frames.CLOSE, new byte[0]);
      session.served().read();
      session.served().close();
      session.client().close();

      assertThat(log(session)).contains("\"closedBy\":\"client\"", "\"closeCode\":1005");
    }
  }

  @Test
  void theLogOfASessionOverTlsNamesItsProtocol() throws Exception {
    try (OpenSession session = OpenSession.startTls(TransportKind.AUTO)) {
      session.client().close();
      session.served().wire().awaitEnd();

      assertThat(log(session))
          .contains("\"sslEnabled\":\"on\"", "\"sslProtocol\":\"TLSv1.3\"", "\"sslCipher\":\"TLS_");
    }
  }

  private static String log(OpenSession session) throws Exception {
    return session.gateway().awaitLog(1).getFirst();
  }

  private static long number(String line, String field) {
    String after = line.substring(line.indexOf("\"" + field + "\":") + field.length() + 3);
    return Long.parseLong(after.substring(0, after.indexOf(',')));
  }
}
