package dev.poort.websocket;

import static dev.poort.testkit.Frames.TEXT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.KeepAliveOptions;
import dev.poort.config.SessionLimits;
import dev.poort.config.TransportKind;
import dev.poort.control.GatewaySessions;
import dev.poort.telemetry.SessionCounts;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frames;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.Wire;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What the network and bad peers can do to sessions, with all that looks at frames switched on. */
class RobustnessTest {
  /** Netty's high water mark, and what one more read brings. */
  private static final long TWO_BUFFERS = 2 * (64 << 10);

  private static final byte[] LONGEST = {
    (byte) 0x82, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0
  };

  private static void everything(GatewayPlan plan) {
    Duration often = Duration.ofSeconds(1);
    plan.site()
        .validateFrames()
        .sessionLimits(new SessionLimits(100_000, 100_000, 100_000, 0, 1_000_000, 0, 0))
        .keepAlive(
            new KeepAliveOptions(
                often, often, Duration.ofSeconds(30), /* countsAsTraffic= */ false));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void aSlowReaderHoldsTwoBuffersAtTheMost(TransportKind transport) throws Exception {
    try (OpenSession session = OpenSession.over(transport)) {
      assertThat(mostBuffered(session)).isBetween(1L, TWO_BUFFERS);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void bufferedBytesHoldsItToLess(TransportKind transport) throws Exception {
    var limits = new SessionLimits(0, 0, 0, 0, 0, 0, 8192);
    try (OpenSession session =
        OpenSession.start(plan -> plan.transport(transport).site().sessionLimits(limits))) {
      assertThat(mostBuffered(session)).isBetween(1L, 4096L + (64 << 10));
    }
  }

  /** Floods a client that does not read, and looks at what waits for it until nothing moves. */
  private static long mostBuffered(OpenSession session) throws Exception {
    AtomicLong sent = new AtomicLong();
    Thread sender = flood(session.served().wire(), sent);
    AtomicLong most = new AtomicLong();
    long[] last = {-1};
    int[] still = {0};
    Await.until(
        "the sender is held",
        () -> {
          GatewaySessions.of(session.gateway().gateway())
              .onEach(tunnel -> most.accumulateAndGet(pending(tunnel), Math::max));
          long now = sent.get();
          still[0] = now == last[0] && now > 0 ? still[0] + 1 : 0;
          last[0] = now;
          return still[0] > 200;
        });
    session.client().close();
    session.served().close();
    sender.join();
    return most.get();
  }

  private static long pending(Tunnel tunnel) {
    return IntStream.range(0, 2)
        .mapToObj(side -> (TcpCarrier) tunnel.side(side == 1).carrier())
        .map(carrier -> carrier.channel().unsafe().outboundBuffer())
        .mapToLong(buffer -> buffer == null ? 0 : octets(buffer))
        .sum();
  }

  private static long octets(ChannelOutboundBuffer buffer) {
    return buffer.totalPendingWriteBytes();
  }

  private static Thread flood(Wire wire, AtomicLong sent) {
    return Thread.startVirtualThread(
        () -> {
          byte[] piece = new byte[64 << 10];
          try {
            wire.send(new byte[] {(byte) 0x82, 127, 0, 0, 1, 0, 0, 0, 0, 0});
            for (int i = 0; i < 1 << 14; i++) {
              wire.send(piece);
              sent.addAndGet(piece.length);
            }
          } catch (IOException e) {
            // The test has ended the session.
          }
        });
  }

  @Test
  void aFrameOfTheGreatestLengthPassesAsFarAsItComes() throws Exception {
    try (OpenSession session = OpenSession.start(RobustnessTest::everything)) {
      byte[] begun = Frames.random(new Random(3), 100_000);
      session.client().wire().send(LONGEST);
      session.client().wire().send(begun);

      assertThat(session.served().wire().readExactly(LONGEST.length)).isEqualTo(LONGEST);
      assertThat(session.served().wire().readExactly(begun.length)).isEqualTo(begun);
      session.served().sendText("still heard");
      session.client().close();
      session.served().wire().awaitEnd();
      assertThat(session.gateway().awaitLog(1).getFirst()).contains("cut inside a frame");
    }
  }

  @Test
  void aHandshakeThatComesOctetByOctetIsAsGoodAsAnother() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  String key = request.field("Sec-WebSocket-Key");
                  String agreement = WebSocketEnd.agreement(key == null ? "" : key, "");
                  for (byte octet : agreement.getBytes(ISO_8859_1)) {
                    request.wire().send(new byte[] {octet});
                  }
                  request.wire().send(Frames.unmasked(TEXT, new byte[] {'a'}));
                  request.wire().awaitEnd();
                });
        RunningGateway gateway = started(member);
        RawClient client = gateway.connect()) {
      for (byte octet : WebSocketEnd.handshake("/chat", "").getBytes(ISO_8859_1)) {
        client.send(new byte[] {octet});
      }
      assertThat(WebSocketEnd.agreed(client).read().text()).isEqualTo("a");
    }
  }

  private static RunningGateway started(TestMember member) throws Exception {
    GatewayPlan plan = GatewayPlan.before(member);
    everything(plan);
    return plan.start();
  }

  @Test
  void framesInOnePacketWithBothHalvesOfTheHandshakeArrive() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  String key = request.field("Sec-WebSocket-Key");
                  request
                      .wire()
                      .send(
                          Frames.join(
                              WebSocketEnd.agreement(key == null ? "" : key, "")
                                  .getBytes(ISO_8859_1),
                              Frames.unmasked(TEXT, new byte[] {'m'})));
                  byte[] expected = Frames.masked(TEXT, new byte[] {'c'});
                  if (Arrays.equals(request.wire().readExactly(expected.length), expected)) {
                    request.wire().send(Frames.unmasked(TEXT, new byte[] {'y'}));
                  }
                  request.wire().awaitEnd();
                });
        RunningGateway gateway = started(member);
        RawClient client = gateway.connect()) {
      client.send(
          Frames.join(
              WebSocketEnd.handshake("/chat", "").getBytes(ISO_8859_1),
              Frames.masked(TEXT, new byte[] {'c'})));
      WebSocketEnd session = WebSocketEnd.agreed(client);
      assertThat(session.read().text()).isEqualTo("m");
      assertThat(session.read().text()).isEqualTo("y");
    }
  }

  @Test
  void aMemberThatAgreesAndLeavesIsToldOfToEveryClient() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  WebSocketEnd.agree(request, "");
                  request.wire().halfClose();
                  request.wire().awaitEnd();
                });
        RunningGateway gateway = started(member)) {
      for (int i = 0; i < 100; i++) {
        try (WebSocketEnd client = WebSocketEnd.open(gateway.connect())) {
          assertThat(client.readClose().closeCode()).isEqualTo(1014);
        }
      }
      Await.until("none is left", () -> gateway.gateway().sessions().isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void thousandsThatComeAndDropLeaveNothingBehind(TransportKind transport) throws Exception {
    int drops = 1700;
    try (TestMember member =
            TestMember.start(
                request -> {
                  try (WebSocketEnd end = WebSocketEnd.agree(request, "")) {
                    end.sendText("welcome");
                    end.wire().awaitEnd();
                  } catch (IOException e) {
                    // Its client has dropped already.
                  }
                });
        ExecutorService threads = Executors.newFixedThreadPool(16)) {
      GatewayPlan plan = GatewayPlan.before(member).transport(transport);
      everything(plan);
      try (RunningGateway gateway = plan.start()) {
        var all =
            IntStream.range(0, drops)
                .mapToObj(i -> threads.submit(() -> drop(gateway, i)))
                .toList();
        for (Future<?> each : all) each.get();

        Await.until("none is left", () -> gateway.gateway().sessions().isEmpty());
        SessionCounts counts = gateway.gateway().sessionReport().counts();
        long ended = counts.closed().values().stream().mapToLong(Long::longValue).sum();
        assertThat(counts.opened()).isEqualTo(ended).isGreaterThan(drops / 2);
        try (WebSocketEnd last = WebSocketEnd.open(gateway.connect())) {
          assertThat(last.read().text()).isEqualTo("welcome");
        }
      }
    }
  }

  /** One connection that goes at one of six moments. */
  private static @org.jspecify.annotations.Nullable Void drop(RunningGateway gateway, int i)
      throws Exception {
    String handshake = WebSocketEnd.handshake("/chat", "");
    try (RawClient client = gateway.connect()) {
      switch (i % 6) {
        case 0 -> client.send(handshake.substring(0, 1 + i % handshake.length()));
        case 1 -> {
          client.send(handshake);
          client.reset();
        }
        case 2 -> WebSocketEnd.open(client);
        case 3 -> {
          WebSocketEnd.open(client).read();
          client.reset();
        }
        case 4 -> {
          WebSocketEnd end = WebSocketEnd.open(client);
          end.wire().send(Arrays.copyOf(LONGEST, 1 + i % LONGEST.length));
        }
        default -> {
          WebSocketEnd end = WebSocketEnd.open(client);
          end.sendText("half a ");
          end.sendClose(1000, "");
        }
      }
    } catch (IOException e) {
      // A reset may come back.
    }
    return null;
  }
}
