package dev.poort.websocket;

import static dev.poort.testkit.Frames.BINARY;
import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.TransportKind;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.Wire;
import dev.poort.testkit.Wire.End;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A session that the gateway ends gets a Close frame with a reason, at a frame boundary. */
class GatewayClosesTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aSilentSessionIsEndedWithAReasonTowardsBothSides(TransportKind transport) throws Exception {
    try (OpenSession session = silentSoon(transport)) {
      assertGoesAway(session, CloseCause.IDLE);
    }
  }

  private static OpenSession silentSoon(TransportKind transport) throws Exception {
    return OpenSession.start(plan -> plan.transport(transport).site().requestTimeout(SOON));
  }

  private static OpenSession silentSoon() throws Exception {
    return silentSoon(TransportKind.AUTO);
  }

  /** Both sides get the Close frame, answer it, and then the connections end. */
  private static void assertGoesAway(OpenSession session, CloseCause cause) throws Exception {
    Frame toClient = session.client().readClose();
    Frame toMember = session.served().readClose();
    assertThat(toClient.closeCode()).isEqualTo(cause.toClient());
    assertThat(toMember.closeCode()).isEqualTo(cause.toMember());
    assertThat(toClient.closeReason()).isEqualTo(cause.reason());
    assertThat(toMember.closeReason()).isEqualTo(cause.reason());
    assertThat(toClient.masked()).isFalse();
    assertThat(toMember.masked()).isTrue();
    session.client().sendClose(1001, "");
    session.served().sendClose(1001, "");
    assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
    assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
    session.awaitNoSession();
  }

  @Test
  void anyOctetOfTheClientStartsTheIdleTimeAnew() throws Exception {
    try (OpenSession session = silentSoon()) {
      assertOutlivesItsTimeOut(session, session.client(), session.served());
    }
  }

  @Test
  void anyOctetOfTheMemberStartsTheIdleTimeAnew() throws Exception {
    try (OpenSession session = silentSoon()) {
      assertOutlivesItsTimeOut(session, session.served(), session.client());
    }
  }

  /** A Ping whose octets come every now and then keeps the session alive. */
  private static void assertOutlivesItsTimeOut(
      OpenSession session, WebSocketEnd from, WebSocketEnd to) throws Exception {
    byte[] ping = from.frame(PING, new byte[4]);
    long end = System.nanoTime() + SOON.multipliedBy(3).toNanos();
    int sent = 0;
    while (System.nanoTime() < end) {
      byte octet = ping[sent++ % ping.length];
      from.wire().send(new byte[] {octet});
      assertThat(to.wire().readExactly(1)).containsExactly(octet);
      Duration before = session.facts().idle();
      Await.until(
          "half of the time is over",
          () ->
              session.facts().idle().compareTo(SOON.dividedBy(2)) > 0
                  || session.facts().idle().compareTo(before) < 0);
    }
    while (sent % ping.length != 0) {
      from.wire().send(Arrays.copyOfRange(ping, sent % ping.length, ping.length));
      sent += ping.length - sent % ping.length;
    }
    assertThat(session.gateway().gateway().sessions()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void theFrameUnderWayIsFinishedBeforeTheCloseFrame(TransportKind transport) throws Exception {
    try (OpenSession session = silentSoon(transport)) {
      byte[] frame = session.served().frame(BINARY, Frames.random(new java.util.Random(1), 1000));
      session.served().wire().send(Arrays.copyOf(frame, 400));
      assertThat(session.client().wire().readExactly(400)).isEqualTo(Arrays.copyOf(frame, 400));
      // The other direction is between two frames: its Close frame says that the end has begun.
      assertThat(session.served().readClose().closeCode()).isEqualTo(1001);
      session.served().wire().send(Arrays.copyOfRange(frame, 400, 1000));
      session
          .served()
          .wire()
          .send(
              Frames.join(
                  Arrays.copyOfRange(frame, 1000, frame.length),
                  session.served().frame(TEXT, new byte[10]),
                  session.served().frame(Frames.CLOSE, Frames.closePayload(1001, ""))));

      assertThat(session.client().wire().readExactly(frame.length - 400))
          .isEqualTo(Arrays.copyOfRange(frame, 400, frame.length));
      Frame close = session.client().readClose();
      assertThat(close.closeReason()).isEqualTo(CloseCause.IDLE.reason());
      session.client().sendClose(1001, "");
      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @Test
  void aFrameThatDoesNotEndIsCut() throws Exception {
    try (OpenSession session = silentSoon()) {
      byte[] frame = session.client().frame(BINARY, new byte[1000]);
      session.client().wire().send(Arrays.copyOf(frame, 400));

      assertThat(session.served().wire().readExactly(400)).isEqualTo(Arrays.copyOf(frame, 400));
      assertThat(session.client().readClose().closeCode()).isEqualTo(1001);
      session.served().wire().awaitEnd();
      session.awaitNoSession();
      assertThat(session.gateway().awaitLog(1).getFirst())
          .contains("\"closeReason\":\"idle, cut inside a frame\"");
    }
  }

  @Test
  void aMessageUnderWayOfAStalledClientStaysInTheSocket() throws Exception {
    try (OpenSession session = silentSoon()) {
      // A frame that is far from its end when the client stops to read.
      byte[] header = {(byte) 0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0};
      session.served().wire().send(header);
      CompletableFuture<Long> sent = sendUntilCut(session.served().wire());

      assertThat(sent.get()).isLessThan(48 << 20);
      session.awaitNoSession();
    }
  }

  private static CompletableFuture<Long> sendUntilCut(Wire wire) {
    return CompletableFuture.supplyAsync(
        () -> {
          byte[] piece = new byte[64 << 10];
          long sent = 0;
          try {
            for (; sent < 1L << 30; sent += piece.length) wire.send(piece);
          } catch (java.io.IOException e) {
            return sent;
          }
          return sent;
        });
  }

  @Test
  void aPeerThatDoesNotAnswerTheCloseFrameIsCut() throws Exception {
    try (OpenSession session = silentSoon()) {
      session.client().readClose();
      session.served().readClose();

      assertThat(session.client().wire().awaitEnd()).isEqualTo(End.CLOSED);
      assertThat(session.served().wire().awaitEnd()).isEqualTo(End.CLOSED);
      session.awaitNoSession();
    }
  }

  @Test
  void aSideThatHasSaidCloseItselfGetsTheGatewaysAndTheOtherNone() throws Exception {
    try (OpenSession session = silentSoon()) {
      session.client().sendClose(1000, "done");
      assertThat(session.served().readClose().closeCode()).isEqualTo(1000);

      assertThat(session.client().readClose().closeCode()).isEqualTo(1001);
      assertThat(session.served().wire().readToEnd()).isEmpty();
      session.awaitNoSession();
    }
  }

  @Test
  void whatComesAfterTheGatewaysCloseFrameIsDropped() throws Exception {
    try (OpenSession session = silentSoon()) {
      session.client().readClose();
      session.served().readClose();
      session.client().sendText("too late");
      session.client().sendClose(1001, "");
      session.served().sendText("too late");
      session.served().sendClose(1001, "");

      assertThat(session.client().wire().readToEnd()).isEmpty();
      assertThat(session.served().wire().readToEnd()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void theCloseFramesGoOverTlsToo(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      session.plan().remove("site");
      session.plan().site("other").port(8443);
      session.apply();

      assertGoesAway(session, CloseCause.LISTENER_REMOVED);
    }
  }

  @Test
  void aRemovedListenersSessionsEndAfterTheDrainTime() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.plan().remove("site");
      session.plan().site("other").port(8080);
      session.apply();

      session.client().sendText("within the drain time");
      assertThat(session.served().read().text()).isEqualTo("within the drain time");
      assertGoesAway(session, CloseCause.LISTENER_REMOVED);
    }
  }

  @Test
  void aRemovedMembersSessionsEndAfterTheDrainTime() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.plan().site().withoutMembers();
      session.apply();

      session.client().sendText("within the drain time");
      assertThat(session.served().read().text()).isEqualTo("within the drain time");
      assertGoesAway(session, CloseCause.MEMBER_REMOVED);
    }
  }

  @Test
  void aMemberThatComesBackWithinTheDrainTimeKeepsItsSessions() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.plan().site().withoutMembers();
      session.apply();
      session.plan().site().members(session.member().member());
      session.apply();

      assertGoesOn(session);
    }
  }

  @Test
  void aChangeThatDoesNotConcernASessionLeavesItAlone() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session.plan().site("second").port(8080).hosts("second.test");
      session.apply();

      assertGoesOn(session);
    }
  }

  @Test
  void anotherProbeLeavesTheSessionsOfItsMembersAlone() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      session
          .plan()
          .site()
          .probe(
              probe ->
                  new dev.poort.config.Probe(
                      probe.name(),
                      probe.protocol(),
                      probe.host(),
                      probe.pickHostNameFromBackendHttpSettings(),
                      "/other",
                      probe.port(),
                      probe.interval(),
                      probe.timeout(),
                      probe.unhealthyThreshold(),
                      probe.match()));
      session.apply();

      assertGoesOn(session);
    }
  }

  /** The session is there when the drain time of 1 s is over. */
  private static void assertGoesOn(OpenSession session) throws Exception {
    Await.until(
        "the drain time is over",
        () -> {
          session.client().sendText("are you there?");
          assertThat(session.served().read().text()).isEqualTo("are you there?");
          return Duration.between(session.facts().opened(), java.time.Instant.now())
                  .compareTo(Duration.ofSeconds(3))
              > 0;
        });
  }

  @Test
  void aHandshakeUnderWayWhenItsListenerGoesBecomesASessionThatEndsToo() throws Exception {
    try (OpenSession session =
        OpenSession.start(plan -> plan.site().drainTimeout(Duration.ofSeconds(3)))) {
      session.member().holdAgreements();
      try (RawClient late = session.gateway().connect()) {
        late.send(WebSocketEnd.handshake("/late", ""));
        Await.until("it is there", () -> session.member().member().requests().size() == 2);
        session.plan().remove("site");
        session.plan().site("other").port(8080).members(session.member().member());
        session.apply();
        session.member().releaseAgreements();
        WebSocketEnd client = WebSocketEnd.agreed(late);

        assertThat(client.readClose().closeReason())
            .isEqualTo(CloseCause.LISTENER_REMOVED.reason());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aShutdownSaysGoodbye(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      CompletableFuture<Boolean> clean =
          CompletableFuture.supplyAsync(
              () -> session.gateway().gateways().close(Duration.ofSeconds(10)));

      assertGoesAway(session, CloseCause.SHUTDOWN);
      assertThat(clean.get()).isTrue();
    }
  }

  @Test
  void aShutdownDoesNotWaitForeverForAPeerThatDoesNotAnswer() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      boolean clean = session.gateway().gateways().close(Duration.ofSeconds(10));

      assertThat(clean).isTrue();
      assertThat(session.client().readClose().closeReason())
          .isEqualTo(CloseCause.SHUTDOWN.reason());
    }
  }
}
