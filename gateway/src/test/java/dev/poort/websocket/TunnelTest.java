package dev.poort.websocket;

import static dev.poort.testkit.Frames.BINARY;
import static dev.poort.testkit.Frames.CLOSE;
import static dev.poort.testkit.Frames.CONTINUATION;
import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.PONG;
import static dev.poort.testkit.Frames.TEXT;
import static dev.poort.testkit.Frames.frame;
import static dev.poort.testkit.Frames.join;
import static dev.poort.testkit.Frames.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.TransportKind;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import dev.poort.testkit.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** After the 101 the octets of both directions pass as they are. */
class TunnelTest {
  private final Random random = new Random(2);

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void framesOfEverySizeAndKindPassUntouchedBothWays(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      assertPassesBothWays(session);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void theSameOverTlsOnBothSides(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.startTls(transport)) {
      assertPassesBothWays(session);
    }
  }

  private void assertPassesBothWays(OpenSession session) throws Exception {
    assertPasses(session.client().wire(), session.served().wire(), messages(true));
    assertPasses(session.served().wire(), session.client().wire(), messages(false));
  }

  private byte[] messages(boolean masked) {
    byte[] all = {};
    for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536, (1 << 20) + 7}) {
      for (int opcode : new int[] {TEXT, BINARY}) {
        all = join(all, any(0x80 | opcode, length, masked));
      }
    }
    return join(
        all,
        any(TEXT, 1000, masked),
        any(0x80 | PING, 125, masked),
        any(CONTINUATION, 0, masked),
        any(0x80 | PONG, 0, masked),
        any(0x80 | CONTINUATION, 70_000, masked),
        any(0x80 | 0x40 | 0x20 | 0x10 | BINARY, 300, masked));
  }

  private byte[] any(int first, int length, boolean masked) {
    return frame(first, random(random, length), random.nextInt(), masked);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void whatIsNoWebSocketAtAllPassesUntouchedTooAsBothWaysAtOnce(TransportKind transport)
      throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      byte[] up = random(random, 8 << 20);
      byte[] down = random(random, 8 << 20);
      Wire client = session.client().wire();
      Wire served = session.served().wire();
      CompletableFuture<Void> upward = passing(client, served, up);
      CompletableFuture<Void> downward = passing(served, client, down);

      upward.get();
      downward.get();
    }
  }

  private static CompletableFuture<Void> passing(Wire from, Wire to, byte[] octets) {
    CompletableFuture<Void> passed = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            assertPasses(from, to, octets);
            passed.complete(null);
          } catch (Exception | AssertionError e) {
            passed.completeExceptionally(e);
          }
        });
    return passed;
  }

  private static void assertPasses(Wire from, Wire to, byte[] octets) throws Exception {
    Thread sender =
        Thread.startVirtualThread(
            () -> {
              try {
                from.send(octets);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    assertThat(to.readExactly(octets.length)).isEqualTo(octets);
    sender.join();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void framesThatComeInOnePacketWithTheHandshakeReachTheMember(TransportKind transport)
      throws Exception {
    try (WebSocketMember member = WebSocketMember.start();
        RunningGateway gateway = GatewayPlan.before(member.member()).transport(transport).start();
        RawClient connection = gateway.connect()) {
      byte[] early = frame(0x80 | TEXT, "early".getBytes(StandardCharsets.UTF_8), 1, true);
      byte[] head = WebSocketEnd.handshake("/", "").getBytes(StandardCharsets.ISO_8859_1);
      connection.send(join(head, early, early));
      WebSocketEnd client = WebSocketEnd.agreed(connection);
      WebSocketEnd served = member.next();

      assertThat(served.read().text()).isEqualTo("early");
      assertThat(served.read().text()).isEqualTo("early");
      client.sendText("later");
      assertThat(served.read().text()).isEqualTo("later");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void framesThatComeInOnePacketWithThe101ReachTheClient(TransportKind transport) throws Exception {
    try (TestMember member = TestMember.start(TunnelTest::agreeAndSpeak);
        RunningGateway gateway = GatewayPlan.before(member).transport(transport).start();
        RawClient connection = gateway.connect()) {
      WebSocketEnd client = WebSocketEnd.open(connection);

      assertThat(client.read().text()).isEqualTo("welcome");
      assertThat(client.read().payload()).hasSize(200_000);
      assertThat(client.readClose().closeCode()).isEqualTo(4000);
    }
  }

  private static void agreeAndSpeak(MemberRequest request) throws Exception {
    byte[] head =
        WebSocketEnd.agreement(WebSocketEnd.KEY, "").getBytes(StandardCharsets.ISO_8859_1);
    byte[] welcome = frame(0x80 | TEXT, "welcome".getBytes(StandardCharsets.UTF_8), 0, false);
    byte[] much = frame(0x80 | BINARY, new byte[200_000], 0, false);
    byte[] bye = frame(0x80 | CLOSE, dev.poort.testkit.Frames.closePayload(4000, ""), 0, false);
    request.wire().send(join(head, welcome, much, bye));
    request.wire().awaitEnd();
  }

  @Test
  void octetsPassOneByOne() throws Exception {
    try (OpenSession session = OpenSession.start()) {
      for (byte octet : session.client().frame(TEXT, new byte[20])) {
        session.client().wire().send(new byte[] {octet});
        assertThat(session.served().wire().readExactly(1)).containsExactly(octet);
      }
    }
  }
}
