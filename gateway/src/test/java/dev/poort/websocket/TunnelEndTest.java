package dev.poort.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.TransportKind;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import dev.poort.testkit.Wire.End;
import java.time.Duration;
import java.util.Arrays;
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
      assertLost(session.served().readClose(), CloseCause.CLIENT_LOST);
      session.served().sendText("go on");
      session.served().sendClose(1001, "");
      assertThat(session.client().read().text()).isEqualTo("go on");
      assertThat(session.client().readClose().closeCode()).isEqualTo(1001);
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
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
      assertLost(session.client().readClose(), CloseCause.MEMBER_LOST);
      session.client().sendText("go on");
      session.client().sendClose(1014, "");
      assertThat(session.served().read().text()).isEqualTo("go on");
      assertThat(session.served().readClose().closeCode()).isEqualTo(1014);
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  /** The one that is left learns it in a frame of the gateway's. */
  private static void assertLost(Frame close, CloseCause cause) {
    boolean toMember = cause == CloseCause.CLIENT_LOST;
    assertThat(close.closeCode()).isEqualTo(toMember ? 1001 : 1014);
    assertThat(close.closeReason()).isEqualTo(cause.reason());
    assertThat(close.masked()).isEqualTo(toMember);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aMemberThatEndsItsDirectionAfterItsCloseFrameStillHearsItsClient(TransportKind transport)
      throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      session.served().sendClose(1000, "");
      session.served().wire().halfClose();

      assertThat(session.client().readClose().closeCode()).isEqualTo(1000);
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.client().sendText("go on");
      assertThat(session.served().read().text()).isEqualTo("go on");
      session.client().sendClose(1000, "");
      session.client().close();
      assertThat(session.served().readClose().closeCode()).isEqualTo(1000);
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aClientThatEndedItsDirectionDuringTheHandshakeStillGetsItsSession(TransportKind transport)
      throws Exception {
    try (WebSocketMember member = WebSocketMember.start();
        RunningGateway gateway = GatewayPlan.before(member.member()).transport(transport).start();
        RawClient connection = gateway.connect()) {
      connection.send(WebSocketEnd.handshake("/", ""));
      connection.halfClose();
      WebSocketEnd client = WebSocketEnd.agreed(connection);
      WebSocketEnd served = member.next();

      assertLost(served.readClose(), CloseCause.CLIENT_LOST);
      served.sendText("the answer");
      served.sendClose(1001, "");
      assertThat(client.read().text()).isEqualTo("the answer");
      assertThat(client.readClose().closeCode()).isEqualTo(1001);
      assertThat(connection.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void theEndOfAClientOverTlsIsTheEndOfBoth(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      session.client().sendText("my last word");
      session.client().close();

      assertThat(session.served().read().text()).isEqualTo("my last word");
      assertLost(session.served().readClose(), CloseCause.CLIENT_LOST);
      session.served().sendClose(1001, "");
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
      assertLost(session.client().readClose(), CloseCause.MEMBER_LOST);
      session.client().sendClose(1014, "");
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aCloseNotifyAloneEndsASessionOverTls(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      session.client().wire().halfClose();

      assertLost(session.served().readClose(), CloseCause.CLIENT_LOST);
      session.served().sendClose(1001, "");
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aClientsResetIsToldToTheMember(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      session.client().sendText("gone soon");
      session.served().read();
      session.client().wire().reset();

      assertLost(session.served().readClose(), CloseCause.CLIENT_LOST);
      session.served().sendClose(1001, "");
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aMembersResetIsToldToTheClient(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      session.served().sendText("gone soon");
      session.client().read();
      session.served().wire().reset();

      assertLost(session.client().readClose(), CloseCause.MEMBER_LOST);
      session.client().sendClose(1014, "");
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aResetOverTlsIsToldToTheMember(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      session.client().sendText("gone soon");
      session.served().read();
      // Under the TLS, whose own close would say goodbye.
      session.client().wire().reset();

      assertLost(session.served().readClose(), CloseCause.CLIENT_LOST);
      session.served().sendClose(1001, "");
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void betweenTheFramesOfAMessageTheLossCanBeTold(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      session.served().sendFrame(Frames.TEXT, "half a".getBytes(UTF_8));
      assertThat(session.client().read().text()).isEqualTo("half a");
      session.served().wire().reset();

      assertLost(session.client().readClose(), CloseCause.MEMBER_LOST);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void insideAFrameAResetIsAResetForTheOtherAndTheLogSaysSo(TransportKind transport)
      throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      byte[] frame = session.served().frame(Frames.BINARY, new byte[1000]);
      session.served().wire().send(Arrays.copyOf(frame, 400));
      session.client().wire().readExactly(400);
      session.served().wire().reset();

      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.RESET);
      session.awaitNoSession();
      assertThat(session.gateway().awaitLog(1).getFirst())
          .contains("\"closeReason\":\"connection-reset, cut inside a frame\"");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void insideAFrameAnEndIsAnEndForTheOtherAndTheLogSaysSo(TransportKind transport)
      throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      byte[] frame = session.client().frame(Frames.BINARY, new byte[1000]);
      session.client().wire().send(Arrays.copyOf(frame, 400));
      session.served().wire().readExactly(400);
      session.client().close();

      assertThat(session.served().wire().readToEnd()).isEmpty();
      session.awaitNoSession();
      assertThat(session.gateway().awaitLog(1).getFirst())
          .contains("\"closeReason\":\"connection-closed, cut inside a frame\"");
    }
  }

  @Test
  void theAnswerOfWhoIsLeftEndsTheSessionAlthoughNobodyHearsIt() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.client().wire().reset();
      assertLost(session.served().readClose(), CloseCause.CLIENT_LOST);
      long answered = System.nanoTime();
      session.served().sendClose(1001, "");

      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      assertThat(Duration.ofNanos(System.nanoTime() - answered)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void whoHasSaidGoodbyeIsNotToldThatTheOtherIsLost() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.client().sendClose(1000, "done");
      assertThat(session.served().readClose().closeCode()).isEqualTo(1000);
      session.served().close();

      assertThat(session.client().wire().readToEnd()).isEmpty();
      session.awaitNoSession();
    }
  }

  /** A message that was under way when its member ended its own direction takes its time. */
  @Test
  void whoIsStillSpeakingToALostPeerThatListensIsNotCut() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.served().wire().halfClose();
      assertLost(session.client().readClose(), CloseCause.MEMBER_LOST);

      long longerThanAnAnswerMayTake = System.nanoTime() + Duration.ofMillis(3500).toNanos();
      int sent = 0;
      while (System.nanoTime() - longerThanAnAnswerMayTake < 0) {
        session.client().sendText("word " + sent);
        assertThat(session.served().read().text()).isEqualTo("word " + sent++);
        long next = System.nanoTime() + Duration.ofMillis(100).toNanos();
        Await.until("it is time for the next", () -> System.nanoTime() - next > 0);
      }
      session.client().sendClose(1014, "");
      assertThat(session.served().readClose().closeCode()).isEqualTo(1014);
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @Test
  void aPeerThatDoesNotAnswerTheLossIsNotWaitedForForever() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.served().wire().reset();

      assertLost(session.client().readClose(), CloseCause.MEMBER_LOST);
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @Test
  void whenBothHaveSaidGoodbyeAndNobodyEndsTheConnectionTheGatewayDoes() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.client().sendClose(1000, "");
      session.served().readClose();
      session.served().sendClose(1000, "");
      session.client().readClose();

      assertThat(session.client().wire().readToEnd()).isEmpty();
      assertThat(session.served().wire().readToEnd()).isEmpty();
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
      session.served().sendClose(1000, "");
      session.awaitNoSession();
    }
  }

  @Test
  void aKilledMembersClientsAreNotLeftAlone() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.member().close();

      assertLost(session.client().readClose(), CloseCause.MEMBER_LOST);
      session.client().sendClose(1014, "");
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }
}
