package dev.poort.websocket;

import static dev.poort.testkit.Frames.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.TransportKind;
import dev.poort.testkit.Await;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.Wire;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A peer that does not read stops the one that writes to it, and nothing is lost. */
class BackPressureTest {
  private static final int PIECE = 64 << 10;
  private static final int PIECES = 2048;

  /** Above what the kernel's buffers of four sockets hold, far below what is sent. */
  private static final long BOUND = 48 << 20;

  private final byte[] piece = random(new Random(9), PIECE);

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aStalledClientStopsItsMember(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      assertStopsAndResumes(session.served().wire(), session.client().wire());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aStalledMemberStopsItsClient(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      assertStopsAndResumes(session.client().wire(), session.served().wire());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aStalledClientStopsItsMemberOverTls(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      assertStopsAndResumes(session.served().wire(), session.client().wire());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aStalledDirectionLeavesTheOtherAlone(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      AtomicLong sent = new AtomicLong();
      Thread sender = send(session.served().wire(), sent);
      awaitStop(sent);

      session.client().sendText("still heard");
      assertThat(session.served().read().text()).isEqualTo("still heard");

      session.client().close();
      session.served().close();
      sender.join();
    }
  }

  private void assertStopsAndResumes(Wire from, Wire to) throws Exception {
    AtomicLong sent = new AtomicLong();
    Thread sender = send(from, sent);

    awaitStop(sent);
    assertThat(sent.get()).isLessThan(BOUND);
    for (int i = 0; i < PIECES; i++) {
      byte[] got = to.readExactly(PIECE);
      assertThat(java.util.Arrays.equals(got, piece)).as("piece %d", i).isTrue();
    }
    sender.join();
    assertThat(sent.get()).isEqualTo((long) PIECE * PIECES);
  }

  private Thread send(Wire from, AtomicLong sent) {
    return Thread.startVirtualThread(
        () -> {
          try {
            for (int i = 0; i < PIECES; i++) {
              from.send(piece);
              sent.addAndGet(PIECE);
            }
          } catch (IOException e) {
            // The test has ended the session.
          }
        });
  }

  /** Returns when nothing more has been sent for some hundred looks, several hundred ms. */
  private static void awaitStop(AtomicLong sent) throws Exception {
    long[] last = {-1};
    int[] still = {0};
    Await.until(
        "the sender stops",
        () -> {
          long now = sent.get();
          still[0] = now == last[0] && now > 0 ? still[0] + 1 : 0;
          last[0] = now;
          return still[0] > 200;
        });
  }
}
