package dev.poort.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Limits;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire;
import dev.poort.testkit.Wire.End;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who does not read stops who sends; the gateway holds little of what is between them. */
class BackPressureTest {
  private static final int PIECE = 16 << 10;
  private static final int PIECES = 4000;
  private static final long TOTAL = (long) PIECE * PIECES;

  /** What the kernel may hold of a connection over loopback on both of its ends, and then some. */
  private static final long BOUND = 16 << 20;

  private final AtomicLong sent = new AtomicLong();
  private final CountDownLatch readOn = new CountDownLatch(1);

  /** Writes all pieces, counting them. */
  private void pour(Wire wire) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int i = 0; i < PIECES; i++) {
      wire.send(piece);
      sent.addAndGet(PIECE);
    }
  }

  /** Waits until nothing more can be sent, and gives how much was. */
  private long awaitStandstill() throws Exception {
    long[] last = {-1};
    long[] since = {System.nanoTime()};
    Await.until(
        "the sender is stopped",
        () -> {
          long now = sent.get();
          if (now != last[0]) {
            last[0] = now;
            since[0] = System.nanoTime();
          }
          return now > 0 && System.nanoTime() - since[0] > Duration.ofMillis(300).toNanos();
        });
    return last[0];
  }

  @Test
  void stopsTheMemberWhileTheClientDoesNotRead() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send("HTTP/1.1 200 OK\r\nContent-Length: " + TOTAL + "\r\n\r\n");
                  pour(request.wire());
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = RawClient.connectWithSmallBuffer(gateway.address())) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      client.readHead();
      assertThat(awaitStandstill()).isLessThan(BOUND);
      assertThat(client.readExactly((int) TOTAL)).hasSize((int) TOTAL);
    }
  }

  @Test
  void stopsTheMemberOfAChunkedAnswerWhileTheClientDoesNotRead() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  request.send(Long.toHexString(TOTAL) + "\r\n");
                  pour(request.wire());
                  request.send("\r\n0\r\n\r\n");
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = RawClient.connectWithSmallBuffer(gateway.address())) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      String head = client.readHead();
      assertThat(awaitStandstill()).isLessThan(BOUND);
      assertThat(client.readBody(head)).hasSize((int) TOTAL);
    }
  }

  @Test
  void stopsAMemberThatFloodsWithInterimAnswers() throws Exception {
    String hint = "HTTP/1.1 103 Early Hints\r\nLink: " + "x".repeat(PIECE - 64) + "\r\n\r\n";
    try (TestMember member =
            TestMember.start(
                request -> {
                  for (int i = 0; i < PIECES; i++) {
                    request.send(hint);
                    sent.addAndGet(hint.length());
                  }
                  request.answer("at last");
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = RawClient.connectWithSmallBuffer(gateway.address())) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(awaitStandstill()).isLessThan(BOUND);
      assertThat(client.readExactly(PIECE)).startsWith("HTTP/1.1 103 ".getBytes(ISO_8859_1));
    }
  }

  @Test
  void stopsTheClientWhileTheMemberDoesNotRead() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  readOn.await();
                  request.wire().readExactly((int) TOTAL);
                  request.answer("all read");
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + TOTAL + "\r\n\r\n");
      Thread sender = Thread.startVirtualThread(() -> pourOrFail(client));
      assertThat(awaitStandstill()).isLessThan(BOUND);
      readOn.countDown();
      assertThat(client.readAnswer().body()).isEqualTo("all read");
      assertThat(sender.join(Await.BOUND)).isTrue();
      assertThat(sent).hasValue(TOTAL);
    }
  }

  @Test
  void stopsTheClientOfAChunkedBodyWhileTheMemberDoesNotRead() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  readOn.await();
                  request.answer(Integer.toString(request.readBody().length()));
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + Long.toHexString(TOTAL)
              + "\r\n");
      Thread sender = Thread.startVirtualThread(() -> pourOrFail(client));
      assertThat(awaitStandstill()).isLessThan(BOUND);
      readOn.countDown();
      assertThat(sender.join(Await.BOUND)).isTrue();
      client.send("\r\n0\r\n\r\n");
      assertThat(client.readAnswer().body()).isEqualTo(Long.toString(TOTAL));
    }
  }

  @Test
  void takesNoMoreRequestsFromAClientThatDoesNotReadItsAnswers() throws Exception {
    String body = "x".repeat(50_000);
    try (TestMember member = TestMember.answering(body);
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = RawClient.connectWithSmallBuffer(gateway.address())) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 1000; i++) requests.append("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      client.send(requests.toString());
      Await.until("some requests are served", () -> member.requests().size() > 3);
      long[] served = {-1};
      long[] since = {System.nanoTime()};
      Await.until(
          "no more requests are taken",
          () -> {
            if (member.requests().size() != served[0]) {
              served[0] = member.requests().size();
              since[0] = System.nanoTime();
            }
            return System.nanoTime() - since[0] > Duration.ofMillis(300).toNanos();
          });
      assertThat(served[0] * body.length()).isLessThan(BOUND);
      for (int i = 0; i < 1000; i++) assertThat(client.readAnswer().body()).hasSize(50_000);
    }
  }

  @Test
  void dropsAClientThatStopsReading() throws Exception {
    Limits limits =
        new Limits(32 << 10, 32 << 10, 1 << 20, Duration.ofMillis(400), Duration.ofSeconds(20));
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send("HTTP/1.1 200 OK\r\nContent-Length: " + TOTAL + "\r\n\r\n");
                  pour(request.wire());
                });
        RunningGateway gateway = GatewayPlan.before(member).limits(limits).start();
        RawClient client = RawClient.connectWithSmallBuffer(gateway.address())) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(gateway.awaitLog(1).getFirst()).contains("\"failure\":\"client-stalled\"");
      Await.until("the member's connection is closed", () -> member.openConnections() == 0);
      assertThat(client.awaitEnd()).isEqualTo(End.RESET);
    }
  }

  private void pourOrFail(RawClient client) {
    try {
      pour(client);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
