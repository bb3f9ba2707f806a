package dev.poort.websocket;

import static dev.poort.testkit.Frames.BINARY;
import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.PONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.KeepAliveOptions;
import dev.poort.config.TransportKind;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A peer that does not answer the gateway's Pings is dead, and both sides learn it. */
class UnresponsivePeerTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  private static KeepAliveOptions pinging(@Nullable Duration client, @Nullable Duration member) {
    return new KeepAliveOptions(client, member, SOON, /* countsAsTraffic= */ false);
  }

  private static OpenSession start(TransportKind transport, KeepAliveOptions options)
      throws Exception {
    return OpenSession.start(plan -> plan.transport(transport).site().keepAlive(options));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aSilentClientIsGivenUp(TransportKind transport) throws Exception {
    try (OpenSession session = start(transport, pinging(SOON, null))) {
      assertGivenUp(session, session.client(), session.served(), CloseCause.CLIENT_UNRESPONSIVE);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aSilentMemberIsGivenUp(TransportKind transport) throws Exception {
    try (OpenSession session = start(transport, pinging(null, SOON))) {
      assertGivenUp(session, session.served(), session.client(), CloseCause.MEMBER_UNRESPONSIVE);
    }
  }

  private static void assertGivenUp(
      OpenSession session, WebSocketEnd silent, WebSocketEnd other, CloseCause cause)
      throws Exception {
    Frame told = other.readClose();
    assertThat(told.closeReason()).isEqualTo(cause.reason());
    other.sendClose(told.closeCode(), "");
    other.wire().awaitEnd();
    silent.wire().awaitEnd();
    session.awaitNoSession();
    assertThat(session.gateway().awaitLog(1).getFirst())
        .contains("\"closedBy\":\"gateway\"", "\"closeReason\":\"" + cause.end().logName() + "\"");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aClientThatReadsNothingIsGivenUpThoughNoPingCanReachIt(TransportKind transport)
      throws Exception {
    try (OpenSession session = start(transport, pinging(SOON, null))) {
      Thread sender = flood(session.served().wire(), new AtomicLong());

      session.awaitNoSession();
      sender.join();
      assertThat(session.gateway().awaitLog(1).getFirst())
          .contains("\"closeReason\":\"client-unresponsive");
    }
  }

  @Test
  void aClientThatIsNotReadBecauseItsMemberStallsLives() throws Exception {
    try (OpenSession session = start(TransportKind.AUTO, pinging(SOON, null))) {
      AtomicLong sent = new AtomicLong();
      Thread sender = flood(session.client().wire(), sent);
      assertThat(session.client().read().opcode()).isEqualTo(PING);
      assertThat(session.client().read().opcode()).isEqualTo(PING);
      assertThat(session.client().read().opcode()).isEqualTo(PING);

      assertThat(session.gateway().gateway().sessions()).hasSize(1);
      session.client().close();
      session.served().close();
      sender.join();
    }
  }

  @Test
  void aFrameThatTheMemberDoesNotEndIsNotTheClientsFault() throws Exception {
    try (OpenSession session = start(TransportKind.AUTO, pinging(SOON, null))) {
      byte[] frame = session.served().frame(BINARY, new byte[1000]);
      session.served().wire().send(java.util.Arrays.copyOf(frame, 500));
      session.client().wire().readExactly(500);

      assertThat(session.client().wire().isSilentFor(3500)).isTrue();
      assertThat(session.gateway().gateway().sessions()).hasSize(1);
    }
  }

  @Test
  void aClientThatAnswersIsNeverGivenUp() throws Exception {
    try (OpenSession session =
        start(TransportKind.AUTO, pinging(Duration.ofMillis(50), Duration.ofMillis(50)))) {
      for (int i = 0; i < 60; i++) {
        session.client().send(PONG, session.client().read().payload());
        session.served().send(PONG, session.served().read().payload());
      }
      assertThat(session.facts().idle()).isGreaterThan(SOON);
      Await.until("it is measured", () -> session.facts().clientPing() != null);
    }
  }

  private static Thread flood(Wire from, AtomicLong sent) {
    return Thread.startVirtualThread(
        () -> {
          byte[] frame = new byte[64 << 10];
          frame[0] = (byte) 0x82;
          frame[1] = 127;
          try {
            // A frame without end.
            from.send(new byte[] {(byte) 0x82, 127, 0, 0, 1, 0, 0, 0, 0, 0});
            for (int i = 0; i < 1 << 14; i++) {
              from.send(frame);
              sent.addAndGet(frame.length);
            }
          } catch (IOException e) {
            // The session has ended.
          }
        });
  }
}
