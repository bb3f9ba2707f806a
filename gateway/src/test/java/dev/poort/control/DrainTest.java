package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Probe;
import dev.poort.config.Protocol;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Http2Member;
import dev.poort.testkit.Http2Peer;
import dev.poort.testkit.NameServer;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code connectionDraining}: what a removed member keeps, and for how long. */
class DrainTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final CountDownLatch answers = new CountDownLatch(1);

  @AutoClose
  private final TestMember slow =
      TestMember.start(
          request -> {
            answers.await();
            request.answer("late");
          });

  @AutoClose private final TestMember quick = TestMember.answering("quick");
  private final GatewayPlan plan = GatewayPlan.before(slow);

  DrainTest() throws Exception {}

  @Test
  void aRequestHasTheDrainTimeToBeAnswered() throws Exception {
    plan.site().drainTimeout(Duration.ofSeconds(20));
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect();
        RawClient other = gateway.connect()) {
      sendAndRemove(gateway, client);
      assertThat(other.get("/", "a").body()).isEqualTo("quick");
      answers.countDown();

      assertThat(client.readAnswer().body()).isEqualTo("late");
      assertThat(slow.requests()).hasSize(1);
    }
  }

  private void sendAndRemove(RunningGateway gateway, RawClient client) throws Exception {
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
    Await.until("it is there", () -> slow.requests().size() == 1);
    plan.site().withoutMembers().members(quick);
    gateway.apply(plan);
    gateway.awaitProbed();
  }

  @Test
  void aRequestThatTakesLongerIsAnsweredWith502() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      sendAndRemove(gateway, client);
      RawAnswer answer = client.readAnswer();

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("member-removed");
      answers.countDown();
      Await.until("its connection is closed", () -> slow.openConnections() == 0);
    } finally {
      answers.countDown();
    }
  }

  @Test
  void streamsToARemovedMemberAreBrokenOffAfterTheDrainTime() throws Exception {
    var begun = new CountDownLatch(2);
    try (Http2Member goes = Http2Member.start((_, _, _) -> begun.countDown());
        TestMember stays = TestMember.answering("stays")) {
      GatewayPlan plan = new GatewayPlan();
      plan.site().member("127.0.0.1", goes.port()).membersOverHttp2();
      plan.site().h2c();
      try (RunningGateway gateway = plan.start();
          Http2Peer client = Http2Peer.connect(gateway.address())) {
        int one = client.request("GET", "/", true);
        int two = client.request("POST", "/", true);
        Await.until("both are there", () -> begun.getCount() == 0);
        plan.site().withoutMembers().members(stays);
        gateway.apply(plan);

        assertThat(client.answer(one).body()).contains("member-removed");
        assertThat(client.answer(two).status()).isEqualTo("502");
      }
    }
  }

  @Test
  void aMemberThatComesBackInTimeGoesOn() throws Exception {
    plan.site().drainTimeout(Duration.ofSeconds(2));
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      sendAndRemove(gateway, client);
      plan.site().withoutMembers().members(slow);
      gateway.apply(plan);
      long since = System.nanoTime();
      Await.until(
          "the drain time is over",
          () -> System.nanoTime() - since > Duration.ofMillis(2_500).toNanos());
      answers.countDown();

      assertThat(client.readAnswer().body()).isEqualTo("late");
    } finally {
      answers.countDown();
    }
  }

  @Test
  void aMemberThatIsOnlyProbedInAnotherWayKeepsWhatItServes() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
      Await.until("it is there", () -> slow.requests().size() == 1);
      plan.site().probe(_ -> Probe.defaultFor(Protocol.HTTP));
      gateway.apply(plan);
      long since = System.nanoTime();
      Await.until(
          "the drain time is over",
          () -> System.nanoTime() - since > Duration.ofMillis(1_500).toNanos());
      answers.countDown();

      assertThat(client.readAnswer().body()).isEqualTo("late");
    } finally {
      answers.countDown();
    }
  }

  @Test
  void onlyTheSessionsOfTheRemovedMemberEnd() throws Exception {
    try (WebSocketMember goes = WebSocketMember.start();
        WebSocketMember stays = WebSocketMember.start()) {
      plan.site().withoutMembers().members(goes.member(), stays.member());
      try (RunningGateway gateway = plan.start();
          WebSocketEnd one = WebSocketEnd.open(gateway.connect());
          WebSocketEnd two = WebSocketEnd.open(gateway.connect())) {
        plan.site().withoutMembers().members(stays.member());
        gateway.apply(plan);
        Await.until("one has ended", () -> gateway.gateway().sessions().size() < 2);

        assertThat(gateway.gateway().sessions())
            .singleElement()
            .satisfies(
                session ->
                    assertThat(session.member()).isEqualTo("127.0.0.1:" + stays.member().port()));
        WebSocketEnd left = stays.next();
        left.sendText("still here");
        assertThat(List.of(one, two)).isNotEmpty();
      }
    }
  }

  @Test
  void noRequestFailsWhileMembersComeAndGoByFileAndByName() throws Exception {
    try (NameServer names = NameServer.start();
        TestMember other = TestMember.answeringAt("127.0.0.2", quick.port(), "quick");
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      names.knows("api.test", 1, "127.0.0.1", "127.0.0.2");
      plan.asking(names).site().withoutMembers().member("api.test", quick.port()).named("api.test");
      AtomicBoolean stop = new AtomicBoolean();
      LongAdder answered = new LongAdder();
      try (RunningGateway gateway = plan.start()) {
        List<Future<Integer>> load = new ArrayList<>();
        for (int i = 0; i < 4; i++) load.add(clients.submit(() -> ask(gateway, answered, stop)));
        try {
          for (int i = 0; i < 6; i++) {
            if (i % 2 == 0) names.knows("api.test", 1, "127.0.0.2");
            else names.knows("api.test", 1, "127.0.0.1", "127.0.0.2");
            int servers = i % 2 == 0 ? 1 : 2;
            plan.site().requestTimeout(Duration.ofSeconds(10 + i));
            gateway.apply(plan);
            Await.until("the name's members are there", () -> up(gateway) == servers);
            long before = answered.sum();
            Await.until("requests are answered in between", () -> answered.sum() > before + 4);
          }
        } finally {
          stop.set(true);
        }
        for (Future<Integer> each : load) assertThat(each.get()).isGreaterThan(10);
        assertThat(other.requests()).isNotEmpty();
        assertThat(quick.requests()).isNotEmpty();
      }
    }
  }

  private static long up(RunningGateway gateway) {
    return gateway
        .gateway()
        .backendHealth()
        .backendAddressPools()
        .getFirst()
        .backendHttpSettingsCollection()
        .getFirst()
        .servers()
        .stream()
        .filter(server -> server.health().armName().equals("Up"))
        .count();
  }

  private static int ask(RunningGateway gateway, LongAdder answered, AtomicBoolean stop)
      throws Exception {
    int count = 0;
    try (RawClient client = gateway.connect()) {
      for (; !stop.get(); count++) {
        assertThat(client.ask(GET).body()).isEqualTo("quick");
        answered.increment();
      }
    }
    return count;
  }
}
