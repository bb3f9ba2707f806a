package dev.poort.websocket;

import static dev.poort.testkit.Frames.BINARY;
import static dev.poort.testkit.Frames.CONTINUATION;
import static dev.poort.testkit.Frames.FIN;
import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.PONG;
import static dev.poort.testkit.Frames.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.KeepAliveOptions;
import dev.poort.config.TransportKind;
import dev.poort.telemetry.Session;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.WebSocketEnd;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's own Pings reach each side, and their Pongs go no further than the gateway. */
class KeepAliveTest {
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final byte[] SHORT = {1, 2, 3, 4};

  private static OpenSession pinging(@Nullable Duration client, @Nullable Duration member)
      throws Exception {
    return pinging(client, member, LONG);
  }

  private static OpenSession pinging(
      @Nullable Duration client, @Nullable Duration member, Duration timeout) throws Exception {
    var options = new KeepAliveOptions(client, member, timeout, /* countsAsTraffic= */ false);
    return OpenSession.start(plan -> plan.site().keepAlive(options));
  }

  /** One end that is pinged and the other, which must hear nothing of it. */
  private record Ends(OpenSession session, WebSocketEnd pinged, WebSocketEnd other)
      implements AutoCloseable {
    static Ends of(String side) throws Exception {
      boolean client = side.equals("client");
      OpenSession session = pinging(client ? OFTEN : null, client ? null : OFTEN);
      return client
          ? new Ends(session, session.client(), session.served())
          : new Ends(session, session.served(), session.client());
    }

    Frame readPing() throws Exception {
      Frame ping = pinged.read();
      assertThat(ping.opcode()).isEqualTo(PING);
      return ping;
    }

    @Override
    public void close() throws Exception {
      session.close();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void bothSidesArePingedAgainAndAgain(TransportKind transport) throws Exception {
    var options = new KeepAliveOptions(OFTEN, OFTEN, LONG, /* countsAsTraffic= */ false);
    try (OpenSession session =
        OpenSession.start(plan -> plan.transport(transport).site().keepAlive(options))) {
      for (int i = 0; i < 3; i++) {
        Frame toClient = session.client().read();
        assertThat(toClient.opcode()).isEqualTo(PING);
        assertThat(toClient.masked()).isFalse();
        session.client().send(PONG, toClient.payload());
        Frame toMember = session.served().read();
        assertThat(toMember.opcode()).isEqualTo(PING);
        assertThat(toMember.masked()).isTrue();
        session.served().send(PONG, toMember.payload());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "member"})
  void theirPongsAreNotHeardOnTheOtherSide(String side) throws Exception {
    try (Ends ends = Ends.of(side)) {
      for (int i = 0; i < 3; i++) {
        ends.pinged().send(PONG, ends.readPing().payload());
        ends.pinged().sendText("after the pong");
        assertThat(ends.other().read().text()).isEqualTo("after the pong");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "member"})
  void aPongThatComesOctetByOctetBetweenFragmentsIsTakenOut(String side) throws Exception {
    try (Ends ends = Ends.of(side)) {
      ends.pinged().sendFrame(TEXT, SHORT);
      for (byte octet : ends.pinged().frame(PONG, ends.readPing().payload())) {
        ends.pinged().wire().send(new byte[] {octet});
        ends.session().facts();
      }
      ends.pinged().sendFrame(FIN | CONTINUATION, SHORT);

      assertThat(ends.other().read().first()).isEqualTo(TEXT);
      assertThat(ends.other().read().first()).isEqualTo(FIN | CONTINUATION);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "member"})
  void everyOtherPingAndPongPassesAsItIs(String side) throws Exception {
    try (Ends ends = Ends.of(side)) {
      byte[] answer = ends.readPing().payload();
      byte[] nearly = answer.clone();
      nearly[nearly.length - 1] ^= 0x40;
      byte[] longer = Arrays.copyOf(answer, answer.length + 1);
      byte[] shorter = Arrays.copyOf(answer, answer.length - 1);
      byte[] sent =
          Frames.join(
              ends.pinged().frame(PONG, nearly),
              ends.pinged().frame(PONG, longer),
              ends.pinged().frame(PONG, shorter),
              ends.pinged().frame(PONG, new byte[0]),
              ends.pinged().frame(PING, answer),
              ends.pinged().frame(BINARY, answer));
      for (byte octet : sent) {
        ends.pinged().wire().send(new byte[] {octet});
        ends.session().facts();
      }

      assertThat(ends.other().wire().readExactly(sent.length)).isEqualTo(sent);
    }
  }

  @Test
  void aPongWithTheOtherSidesMarkIsAnApplications() throws Exception {
    try (OpenSession session = pinging(OFTEN, OFTEN)) {
      byte[] ofTheMember = session.served().read().payload();
      session.client().send(PONG, ofTheMember);

      Frame heard = session.served().read();
      assertThat(heard.opcode()).isEqualTo(PONG);
      assertThat(heard.payload()).isEqualTo(ofTheMember);
    }
  }

  @Test
  void noTwoSessionsHaveTheSameMark() throws Exception {
    try (OpenSession one = pinging(OFTEN, null);
        OpenSession two = pinging(OFTEN, null)) {
      String first = HexFormat.of().formatHex(one.client().read().payload());
      assertThat(HexFormat.of().formatHex(two.client().read().payload())).isNotEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "member"})
  void aFrameUnderWayIsWaitedFor(String side) throws Exception {
    try (Ends ends = Ends.of(side)) {
      ends.pinged().send(PONG, ends.readPing().payload());
      byte[] frame = ends.other().frame(BINARY, Frames.random(new java.util.Random(1), 1000));
      ends.other().wire().send(Arrays.copyOf(frame, 500));
      assertThat(ends.pinged().wire().readExactly(500)).isEqualTo(Arrays.copyOf(frame, 500));
      assertThat(ends.pinged().wire().isSilentFor(3 * (int) OFTEN.toMillis())).isTrue();
      ends.other()
          .wire()
          .send(
              Frames.join(Arrays.copyOfRange(frame, 500, frame.length), Arrays.copyOf(frame, 500)));

      assertThat(ends.pinged().wire().readExactly(frame.length - 500))
          .isEqualTo(Arrays.copyOfRange(frame, 500, frame.length));
      ends.readPing();
      assertThat(ends.pinged().wire().readExactly(500)).isEqualTo(Arrays.copyOf(frame, 500));
    }
  }

  @Test
  void theRoundTripOfEachSideIsMeasured() throws Exception {
    try (OpenSession session = pinging(OFTEN, OFTEN)) {
      Session before = session.facts();
      assertThat(before.clientPing()).isNull();
      assertThat(before.memberPing()).isNull();

      session.client().send(PONG, session.client().read().payload());
      Await.until("the client's is known", () -> session.facts().clientPing() != null);
      assertThat(session.facts().clientPing())
          .isNotNull()
          .satisfies(it -> assertThat(it.roundTrip()).isBetween(Duration.ofNanos(1), LONG));
      assertThat(session.facts().memberPing()).isNull();
      session.served().send(PONG, session.served().read().payload());
      Await.until("the member's is known", () -> session.facts().memberPing() != null);
    }
  }

  @Test
  void aPeerThatSpeaksButDoesNotAnswerLives() throws Exception {
    try (OpenSession session = pinging(Duration.ofSeconds(1), null, Duration.ofSeconds(1))) {
      int pings = 0;
      while (pings < 3) {
        session.client().sendText("busy");
        session.served().read();
        session.served().sendText("yes");
        if (session.client().read().opcode() == PING) {
          pings++;
          session.client().read();
        }
      }
      assertThat(session.facts().clientPing()).isNull();
    }
  }

  @Test
  void aLateAnswerIsTakenOutToo() throws Exception {
    try (OpenSession session = pinging(Duration.ofMillis(100), null, Duration.ofMillis(100))) {
      byte[] first = session.client().read().payload();
      session.client().sendText("busy");
      byte[] second = session.client().read().payload();
      assertThat(second).isNotEqualTo(first);
      session.client().send(PONG, first);
      session.client().send(PONG, second);
      session.client().send(PONG, second);
      session.client().sendText("done");

      assertThat(session.served().read().text()).isEqualTo("busy");
      assertThat(session.served().read().text()).isEqualTo("done");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersAreTrafficOnlyWhereTheSettingsSaySo(boolean countsAsTraffic) throws Exception {
    Duration idle = Duration.ofSeconds(2);
    var options = new KeepAliveOptions(OFTEN, null, LONG, countsAsTraffic);
    try (OpenSession session =
        OpenSession.start(plan -> plan.site().requestTimeout(idle).keepAlive(options))) {
      long end = System.nanoTime() + idle.plusSeconds(1).toNanos();
      Frame heard;
      do {
        heard = session.client().read();
        if (heard.opcode() == PING) session.client().send(PONG, heard.payload());
      } while (heard.opcode() == PING && System.nanoTime() < end);

      assertThat(heard.opcode()).isEqualTo(countsAsTraffic ? PING : Frames.CLOSE);
      if (!countsAsTraffic) {
        assertThat(heard.closeReason()).isEqualTo(CloseCause.IDLE.reason());
      }
    }
  }

  @Test
  void noPingFollowsACloseFrame() throws Exception {
    try (OpenSession session = pinging(OFTEN, OFTEN)) {
      session.served().read();
      session.client().read();
      session.served().sendClose(1000, "");
      assertThat(session.client().readClose().closeCode()).isEqualTo(1000);

      assertThat(session.client().wire().isSilentFor(4 * (int) OFTEN.toMillis())).isTrue();
      assertThat(session.served().wire().isSilentFor(1)).isTrue();
    }
  }
}
