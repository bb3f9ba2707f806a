package dev.poort.websocket;

import static dev.poort.testkit.Frames.BINARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.TransportKind;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Hundreds of sessions at once: nothing is lost and nothing goes to another session. */
class ManySessionsTest {
  private static final int SESSIONS = 500;
  private static final int MESSAGES = 20;
  private static final int LONGEST = 20_000;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
  void everySessionHearsItsOwnMessagesInTheirOrder(TransportKind transport) throws Exception {
    AtomicInteger open = new AtomicInteger();
    try (TestMember one = TestMember.start(request -> echo(WebSocketEnd.agree(request, "")));
        TestMember two = TestMember.start(request -> echo(WebSocketEnd.agree(request, "")));
        RunningGateway gateway = GatewayPlan.before(one, two).transport(transport).start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> talks = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        int seed = i;
        talks.add(() -> talk(gateway, new Random(seed), open));
      }
      for (Future<Integer> heard : threads.invokeAll(talks)) {
        assertThat(heard.get()).isEqualTo(MESSAGES);
      }

      assertThat(one.requests().size() + two.requests().size()).isEqualTo(SESSIONS);
      assertThat(gateway.awaitLog(SESSIONS)).hasSize(SESSIONS);
      assertThat(gateway.gateway().sessions()).isEmpty();
    }
  }

  private static int talk(RunningGateway gateway, Random random, AtomicInteger open)
      throws Exception {
    try (WebSocketEnd session = WebSocketEnd.open(gateway.connect())) {
      open.incrementAndGet();
      Await.until("all are open", () -> open.get() == SESSIONS);
      int heard = 0;
      for (int i = 0; i < MESSAGES; i++) {
        byte[] message = Frames.random(random, random.nextInt(LONGEST));
        session.send(BINARY, message);
        if (java.util.Arrays.equals(session.read().payload(), message)) heard++;
      }
      session.sendClose(1000, "");
      session.readClose();
      session.wire().awaitEnd();
      return heard;
    }
  }

  private static void echo(WebSocketEnd session) throws Exception {
    try (session) {
      Frame frame;
      do {
        frame = session.read();
        session.sendFrame(frame.first(), frame.payload());
      } while (frame.opcode() != Frames.CLOSE);
    }
  }
}
