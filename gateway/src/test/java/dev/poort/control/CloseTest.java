package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.RunningGateways;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The end of a gateway, and its beginning where it cannot begin. */
class CloseTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final CountDownLatch go = new CountDownLatch(1);

  @AutoClose
  private final TestMember slow =
      TestMember.start(
          request -> {
            go.await();
            request.answer("slow");
          });

  CloseTest() throws Exception {}

  private static CompletableFuture<Boolean> close(RunningGateway gateway, Duration bound) {
    return CompletableFuture.supplyAsync(() -> gateway.gateways().close(bound));
  }

  @Test
  void finishesTheRequestsAtWork() throws Exception {
    try (RunningGateway gateway = RunningGateway.before(slow);
        RawClient client = gateway.connect()) {
      client.send(GET);
      Await.until("the member has the request", () -> slow.requests().size() == 1);
      InetSocketAddress address = gateway.address();
      var closed = close(gateway, Duration.ofSeconds(10));
      awaitRefusal(address);
      go.countDown();
      RawAnswer answer = client.readAnswer();
      assertThat(answer.body()).isEqualTo("slow");
      assertThat(answer.field("Connection")).isEqualTo("close");
      client.halfClose();
      assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void awaitRefusal(InetSocketAddress address) throws Exception {
    Await.until(
        "new connections are refused",
        () -> {
          try {
            RawClient.connect(address).close();
            return false;
          } catch (ConnectException e) {
            return true; // what is waited for
          }
        });
  }

  @Test
  void endsConnectionsAtRestAtOnce() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect();
        RawClient unused = gateway.connect()) {
      client.get("/", "a");
      long begun = System.nanoTime();
      assertThat(gateway.gateways().close(Duration.ofSeconds(10))).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
      assertThat(unused.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void keepsItsBoundAndAnswers503() throws Exception {
    try (TestMember stalled = TestMember.start(request -> request.wire().awaitEnd());
        RunningGateway gateway = RunningGateway.before(stalled);
        RawClient client = gateway.connect()) {
      client.send(GET);
      Await.until("the member has the request", () -> stalled.requests().size() == 1);
      long begun = System.nanoTime();
      assertThat(gateway.gateways().close(Duration.ofMillis(200))).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      RawAnswer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).contains("shutting-down");
      Await.until("the member's connection is closed", () -> stalled.openConnections() == 0);
    }
  }

  @Test
  void doesNothingTheSecondTime() throws Exception {
    try (RunningGateway gateway = RunningGateway.before(slow)) {
      gateway.gateways().close();
      gateway.gateways().close();
      assertThat(gateway.gateways().close(Duration.ZERO)).isTrue();
    }
  }

  @Test
  void refusesAChangeAfterTheEnd() throws Exception {
    GatewayPlan plan = GatewayPlan.before(slow);
    try (RunningGateway gateway = plan.start()) {
      gateway.gateways().close();
      assertThatThrownBy(() -> gateway.apply(plan)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    // Those of earlier tests may still be about to end.
    Set<Thread> others = loops();
    Set<Thread> own;
    try (RunningGateway gateway = RunningGateway.before(slow)) {
      assertThat(gateway.gateway().ready()).isTrue();
      own = loops();
      own.removeAll(others);
      assertThat(own).isNotEmpty();
    }
    Await.until("the loops have ended", () -> own.stream().noneMatch(Thread::isAlive));
  }

  private static Set<Thread> loops() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("poort-"))
        .collect(Collectors.toSet());
  }

  @Test
  void leavesAnotherGatewayInTheSameProcessAlone() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway stays = RunningGateway.before(member);
        RawClient client = stays.connect()) {
      client.get("/", "a");
      try (RunningGateway goes = RunningGateway.before(member);
          RawClient other = goes.connect()) {
        assertThat(other.get("/", "a").body()).isEqualTo("ok");
      }
      assertThat(client.get("/", "a").body()).isEqualTo("ok");
      assertThat(member.connections()).isEqualTo(2);
    }
  }

  @Test
  void endsSeveralGatewaysAtTheSameTime() throws Exception {
    Duration bound = Duration.ofSeconds(1);
    GatewayPlan[] plans =
        Stream.of("a", "b", "c", "d")
            .map(name -> GatewayPlan.before(slow).named(name))
            .toArray(GatewayPlan[]::new);
    List<RawClient> clients = new ArrayList<>();
    try (RunningGateways gateways = RunningGateways.start(plans)) {
      for (GatewayPlan plan : plans) {
        RawClient client = gateways.connect(plan.config().name());
        clients.add(client);
        client.send(GET);
      }
      Await.until("the member has all requests", () -> slow.requests().size() == plans.length);
      long begun = System.nanoTime();

      assertThat(gateways.gateways().close(bound)).isFalse();

      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isLessThan(bound.multipliedBy(plans.length));
      for (RawClient client : clients) assertThat(client.readAnswer().status()).isEqualTo(503);
    } finally {
      for (RawClient client : clients) client.close();
    }
  }

  @Test
  void endsAGatewayThatWasRemovedAndStillHasWork() throws Exception {
    GatewayPlan stays = GatewayPlan.before(slow).named("stays");
    GatewayPlan goes = GatewayPlan.before(slow).named("goes");
    try (RunningGateways gateways = RunningGateways.start(stays, goes);
        RawClient client = gateways.connect("goes")) {
      client.send(GET);
      Await.until("the member has the request", () -> slow.requests().size() == 1);
      gateways.apply(stays);

      assertThat(gateways.gateways().close(Duration.ZERO)).isFalse();
      assertThat(client.readAnswer().status()).isEqualTo(503);
    }
  }

  @Test
  void saysWhichPortIsTakenWhenItCannotBegin() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      GatewayPlan plan = GatewayPlan.before(slow);
      plan.site().localPort(taken.getLocalPort());
      assertThatThrownBy(plan::start)
          .isInstanceOf(ListenException.class)
          .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": the port is taken");
      assertThat(slow.probes()).isZero();
    }
  }
}
