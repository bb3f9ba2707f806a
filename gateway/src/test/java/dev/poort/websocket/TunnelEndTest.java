package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.TransportKind;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.Wire;
import dev.poort.testkit.Wire.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** How the end of one side reaches the other. */
class TunnelEndTest {
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aClientThatSendsNoMoreStillHearsItsMember(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      session.client().sendText("my last word");
      session.client().wire().halfClose();

      assertThat(session.served().read().text()).isEqualTo("my last word");
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.served().sendText("go on");
      assertThat(session.client().read().text()).isEqualTo("go on");
      session.served().close();
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aMemberThatSendsNoMoreStillHearsItsClient(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      session.served().sendText("my last word");
      session.served().wire().halfClose();

      assertThat(session.client().read().text()).isEqualTo("my last word");
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.client().sendText("go on");
      assertThat(session.served().read().text()).isEqualTo("go on");
      session.client().close();
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aClientThatEndedItsDirectionDuringTheHandshakeStillGetsItsSession(TransportKind transport)
      throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send(WebSocketEnd.agreement(WebSocketEnd.KEY, ""));
                  Wire.End end = request.wire().awaitEnd();
                  request.wire().send(new WebSocketEndText(end.name()).frame());
                  request.wire().close();
                });
        RunningGateway gateway = GatewayPlan.before(member).transport(transport).start();
        RawClient connection = gateway.connect()) {
      connection.send(WebSocketEnd.handshake("/", ""));
      connection.halfClose();
      WebSocketEnd client = WebSocketEnd.agreed(connection);

      assertThat(client.read().text()).isEqualTo("CLOSED");
      assertThat(connection.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  private record WebSocketEndText(String text) {
    byte[] frame() {
      return dev.poort.testkit.Frames.unmasked(
          dev.poort.testkit.Frames.TEXT, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void theEndOfAClientOverTlsIsTheEndOfBoth(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      session.client().sendText("my last word");
      session.client().close();

      assertThat(session.served().read().text()).isEqualTo("my last word");
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void theEndOfAMemberOverTlsIsTheEndOfBoth(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      session.served().sendText("my last word");
      session.served().close();

      assertThat(session.client().read().text()).isEqualTo("my last word");
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aCloseNotifyAloneEndsASessionOverTls(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      session.client().wire().halfClose();

      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aClientsResetIsAResetForTheMember(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      session.client().sendText("gone soon");
      session.served().read();
      session.client().wire().reset();

      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.RESET);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aMembersResetIsAResetForTheClient(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      session.served().sendText("gone soon");
      session.client().read();
      session.served().wire().reset();

      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.RESET);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aResetOverTlsIsPassedOnAsAnEndThatWasNotAnnounced(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      session.client().sendText("gone soon");
      session.served().read();
      // Under the TLS, whose own close would say goodbye.
      session.client().wire().reset();

      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aResetAfterACloseFrameDoesNotOvertakeIt(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      session.client().sendClose(1000, "done");
      session.client().wire().reset();

      assertThat(session.served().readClose().closeCode()).isEqualTo(1000);
      session.awaitNoSession();
    }
  }

  @Test
  void aKilledMembersClientsAreNotLeftAlone() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.member().close();

      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.client().close();
      session.awaitNoSession();
    }
  }
}
