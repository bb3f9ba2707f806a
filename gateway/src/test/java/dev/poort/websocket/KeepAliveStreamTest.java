package dev.poort.websocket;

import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.PONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.KeepAliveOptions;
import dev.poort.config.TransportKind;
import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.WebSocketEnd;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** With Pings every few milliseconds, what both sides say arrives octet by octet as it was. */
class KeepAliveStreamTest {
  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final int PINGS = 20;
  private static final int MOST_FRAMES = 100_000;

  /** So few that a Ping does not wait behind a long queue. */
  private static final int MOST_UNDER_WAY = 20;

  private static final int[] SIZES = {0, 1, 12, 13, 125, 126, 1000, 2000};

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void nothingIsLostNorAdded(TransportKind transport) throws Exception {
    var options =
        new KeepAliveOptions(OFTEN, OFTEN, Duration.ofSeconds(30), /* countsAsTraffic= */ false);
    try (OpenSession session =
        OpenSession.start(plan -> plan.transport(transport).site().keepAlive(options))) {
      Speaker client = new Speaker(session.client(), 1);
      Speaker member = new Speaker(session.served(), 2);
      client.start(member);
      member.start(client);

      assertThat(member.heard.get()).isEqualTo(client.said.get());
      assertThat(client.heard.get()).isEqualTo(member.said.get());
      assertThat(client.pings.get()).isGreaterThanOrEqualTo(PINGS);
      assertThat(member.pings.get()).isGreaterThanOrEqualTo(PINGS);
    }
  }

  /** Says frames by chance, and between them the answers to the Pings that it hears. */
  private static final class Speaker {
    private final WebSocketEnd end;
    private final Random random;
    private final LinkedBlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private CompletableFuture<byte[]> said = new CompletableFuture<>();
    private CompletableFuture<byte[]> heard = new CompletableFuture<>();
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private volatile Speaker peer = this;
    private final AtomicInteger pings = new AtomicInteger();

    Speaker(WebSocketEnd end, long seed) {
      this.end = end;
      this.random = new Random(seed);
    }

    void start(Speaker peer) {
      this.peer = peer;
      said = CompletableFuture.supplyAsync(this::speak, Thread::startVirtualThread);
      heard = CompletableFuture.supplyAsync(this::listen, Thread::startVirtualThread);
    }

    private byte[] speak() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try {
        sendInPieces(all, end.frame(Frames.BINARY, Frames.random(random, 70_000)));
        for (int i = 0; i < MOST_FRAMES && (pings.get() < PINGS || peer.pings.get() < PINGS); i++) {
          underWay.acquire();
          byte[] answer = answers.poll();
          if (answer != null) sendInPieces(new ByteArrayOutputStream(), end.frame(PONG, answer));
          int opcode = random.nextInt(8) == 0 ? PONG : Frames.BINARY;
          int size = opcode == PONG ? 12 : SIZES[random.nextInt(SIZES.length)];
          sendInPieces(all, end.frame(opcode, Frames.random(random, size)));
        }
        end.sendClose(1000, "");
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return all.toByteArray();
    }

    private void sendInPieces(ByteArrayOutputStream all, byte[] frame) throws java.io.IOException {
      all.writeBytes(frame);
      int at = 0;
      while (at < frame.length) {
        int next = Math.min(frame.length, at + 1 + random.nextInt(frame.length));
        end.wire().send(java.util.Arrays.copyOfRange(frame, at, next));
        at = next;
      }
    }

    private byte[] listen() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try {
        while (true) {
          Frame frame = end.read();
          if (frame.opcode() == Frames.CLOSE) return all.toByteArray();
          if (frame.opcode() == PING) {
            pings.incrementAndGet();
            answers.add(frame.payload());
          } else {
            all.writeBytes(asSent(frame));
            peer.underWay.release();
          }
        }
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    /** Both ends of the test mask with one key, so that a frame can be made again. */
    private static byte[] asSent(Frame frame) {
      return Frames.frame(frame.first(), frame.payload(), 0x37fa_213d, frame.masked());
    }
  }
}
