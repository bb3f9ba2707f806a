package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A change of the configuration touches nothing but what it concerns. */
class ApplyTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String ILL = "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n";

  @AutoClose private final TestMember one = TestMember.answering("one");
  @AutoClose private final TestMember two = TestMember.answering("two");
  private final GatewayPlan plan = GatewayPlan.before(one);

  ApplyTest() throws Exception {}

  @Test
  void doesNothingWhenTheConfigurationIsTheSame() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.get("/", "a");
      var listeners = gateway.gateway().listeners();
      int probes = one.probes();
      for (int i = 0; i < 20; i++) gateway.apply(plan);
      assertThat(client.get("/", "a").body()).isEqualTo("one");
      assertThat(gateway.gateway().listeners()).isEqualTo(listeners);
      assertThat(one.connections()).isEqualTo(1);
      assertThat(one.probes()).isBetween(probes, probes + 1);
    }
  }

  @Test
  void servesTheNextRequestOfAConnectionByTheNewPool() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      assertThat(client.get("/", "a").body()).isEqualTo("one");
      plan.site().withoutMembers().members(two);
      gateway.apply(plan);
      assertThat(client.get("/", "a").body()).isEqualTo("two");
    }
  }

  @Test
  void failsNoRequestWhilePoolsChange() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    LongAdder answered = new LongAdder();
    try (RunningGateway gateway = plan.start();
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var served =
          List.of(1, 2, 3, 4).stream()
              .map(_ -> clients.submit(() -> ask(gateway, answered, stop)))
              .toList();
      try {
        for (int i = 0; i < 40; i++) {
          plan.site().withoutMembers();
          switch (i % 3) {
            case 0 -> plan.site().members(one, two);
            case 1 -> plan.site().members(two);
            default -> plan.site().members(one);
          }
          gateway.apply(plan);
          long before = answered.sum();
          Await.until("requests are answered in between", () -> answered.sum() > before + 4);
        }
      } finally {
        stop.set(true);
      }
      for (var each : served) assertThat(each.get()).isGreaterThan(10);
    }
  }

  /** Asks until told to stop; every single answer must be a member's. */
  private static int ask(RunningGateway gateway, LongAdder answered, AtomicBoolean stop)
      throws Exception {
    int count = 0;
    try (RawClient client = gateway.connect()) {
      for (; !stop.get(); count++) {
        RawAnswer answer = client.ask(GET);
        assertThat(answer.body()).isIn("one", "two");
        answered.increment();
      }
    }
    return count;
  }

  @Test
  void keepsPooledConnectionsOfMembersThatStay() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.get("/", "a");
      plan.site("more").members(two).port(81);
      plan.site().requestTimeout(Duration.ofSeconds(7));
      gateway.apply(plan);
      client.get("/", "a");
      assertThat(one.connections()).isEqualTo(1);
    }
  }

  @Test
  void closesIdleConnectionsOfAMemberThatGoes() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.get("/", "a");
      plan.site().withoutMembers().members(two);
      gateway.apply(plan);
      Await.until("the old member's connections are closed", () -> one.openConnections() == 0);
    }
  }

  @Test
  void endsClearTextConnectionsWhenTheirPortTurnsToTls() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      assertThat(client.get("/", "a").status()).isEqualTo(200);
      plan.site().certificate(TestCa.create().issue("a"));
      gateway.apply(plan);
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void letsARemovedMemberFinishTheRequestThatItHas() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (TestMember slow =
        TestMember.start(
            request -> {
              go.await();
              request.answer("slow");
            })) {
      plan.site().withoutMembers().members(slow);
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        client.send(GET);
        Await.until("the member has the request", () -> slow.requests().size() == 1);
        plan.site().withoutMembers().members(two);
        gateway.apply(plan);
        go.countDown();
        assertThat(client.readAnswer().body()).isEqualTo("slow");
        assertThat(client.get("/", "a").body()).isEqualTo("two");
        Await.until("the old member's connection is closed", () -> slow.openConnections() == 0);
      }
    }
  }

  @Test
  void givesNewMembersRequestsOnceTheirProbeSucceeds() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      two.answerProbesWith(null);
      plan.site().members(two);
      gateway.apply(plan);
      for (int i = 0; i < 4; i++) assertThat(client.get("/", "a").body()).isEqualTo("one");
      two.answerProbesWith("HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n");
      Await.until("the second serves too", () -> client.get("/", "a").body().equals("two"));
    }
  }

  @Test
  void keepsTheHealthOfMembersThatStay() throws Exception {
    one.answerProbesWith(ILL);
    plan.site().members(two);
    try (RunningGateway gateway = plan.start()) {
      plan.site("more").members(two).port(81);
      gateway.apply(plan);
      var servers =
          gateway
              .gateway()
              .backendHealth()
              .backendAddressPools()
              .getFirst()
              .backendHttpSettingsCollection()
              .getFirst()
              .servers();
      assertThat(servers.get(0).health().armName()).isEqualTo("Down");
      assertThat(servers.get(1).health().armName()).isEqualTo("Up");
      try (RawClient client = gateway.connect()) {
        assertThat(client.get("/", "a").body()).isEqualTo("two");
      }
    }
  }

  @Test
  void servesARequestThatWaitedForAFirstProbeWhenTheChangeCame() throws Exception {
    one.answerProbesWith(null);
    try (RunningGateway gateway = plan.startUnready();
        RawClient client = gateway.connect()) {
      client.send(GET);
      Await.until("the probe has come", () -> one.probes() == 1);
      plan.site("more").members(two).port(81);
      gateway.apply(plan);
      one.answerProbesWith("HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.readAnswer().body()).isEqualTo("one");
    }
  }

  @Test
  void servesARequestThatWaitsForTheFirstProbeOfAMemberThatTheChangeRemoves() throws Exception {
    one.answerProbesWith(null);
    plan.site().hosts("a");
    try (RunningGateway gateway = plan.startUnready();
        RawClient client = gateway.connect()) {
      // The first is answered at once, and tells that the second behind it has come too.
      client.send("GET / HTTP/1.1\r\nHost: nobody\r\n\r\n" + GET);
      assertThat(client.readAnswer().status()).isEqualTo(404);
      awaitLoops(gateway);
      plan.site().withoutMembers().members(two);
      gateway.apply(plan);
      one.answerProbesWith("HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.readAnswer().body()).isEqualTo("one");
    }
  }

  /** Every loop answers once it has done what it is at. */
  private static void awaitLoops(RunningGateway gateway) {
    assertThat(gateway.gateway().sessions()).isEmpty();
  }

  @Test
  void listensOnAPortThatIsAdded() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      plan.site("more").members(two).port(81);
      gateway.apply(plan);
      try (RawClient client = RawClient.connect(gateway.address("more"))) {
        assertThat(client.get("/", "a").body()).isEqualTo("two");
      }
    }
  }

  @Test
  void stopsListeningOnAPortThatIsRemovedAndFinishesItsRequests() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (TestMember slow =
        TestMember.start(
            request -> {
              go.await();
              request.answer("slow");
            })) {
      plan.site("more").members(slow).port(81);
      try (RunningGateway gateway = plan.start();
          RawClient stays = gateway.connect();
          RawClient works = RawClient.connect(gateway.address("more"));
          RawClient rests = RawClient.connect(gateway.address("more"))) {
        InetSocketAddress removed = gateway.address("more");
        works.send(GET);
        Await.until("the member has the request", () -> slow.requests().size() == 1);
        plan.remove("more");
        gateway.apply(plan);

        assertThatThrownBy(() -> RawClient.connect(removed)).isInstanceOf(ConnectException.class);
        assertThat(rests.awaitEnd()).isEqualTo(End.CLOSED);
        go.countDown();
        RawAnswer answer = works.readAnswer();
        assertThat(answer.body()).isEqualTo("slow");
        assertThat(answer.field("Connection")).isEqualTo("close");
        assertThat(stays.get("/", "a").body()).isEqualTo("one");
      }
    }
  }

  @Test
  void changesNothingWhenAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      var before = gateway.gateway().configuration();
      plan.site().withoutMembers().members(two);
      plan.site("fine").members(two).port(81);
      plan.site("taken").members(two).port(82).localPort(taken.getLocalPort());
      assertThatThrownBy(() -> gateway.apply(plan))
          .isInstanceOfSatisfying(
              ListenException.class,
              refused -> assertThat(refused.address().getPort()).isEqualTo(taken.getLocalPort()))
          .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": the port is taken");
      assertThat(gateway.gateway().configuration()).isEqualTo(before);
      assertThat(gateway.gateway().listeners()).hasSize(1);
      assertThat(client.get("/", "a").body()).isEqualTo("one");
      assertThat(two.probes()).isZero();
    }
  }

  @Test
  void appliesAChangeAfterOneThatWasRefused() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        plan.site("more").members(two).port(82).localPort(taken.getLocalPort());
        assertThatThrownBy(() -> gateway.apply(plan)).isInstanceOf(ListenException.class);
      }
      gateway.apply(plan);
      try (RawClient client = RawClient.connect(gateway.address("more"))) {
        assertThat(client.get("/", "a").body()).isEqualTo("two");
      }
    }
  }

  @Test
  void turnsAListenerFromHttpToHttps() throws Exception {
    TestCa ca = TestCa.create();
    try (RunningGateway gateway = plan.start()) {
      plan.site().certificate(ca.issue("localhost"));
      gateway.apply(plan);
      try (RawClient client =
          RawClient.connectTls(gateway.address(), ca.clientContext(), "localhost")) {
        assertThat(client.get("/", "a").body()).isEqualTo("one");
      }
    }
  }

  @Test
  void failsNoHandshakeWhileCertificatesChange() throws Exception {
    TestCa ca = TestCa.create();
    var trust = ca.clientContext();
    var certificates = List.of(ca.issue("localhost"), ca.issue("localhost"));
    plan.site().certificate(certificates.getFirst());
    try (RunningGateway gateway = plan.start()) {
      for (int i = 1; i < 10; i++) {
        RawClient connected = RawClient.connect(gateway.address());
        plan.site().certificate(certificates.get(i % 2));
        gateway.apply(plan);
        try (RawClient client = connected.secure(trust, "localhost")) {
          assertThat(client.get("/", "a").body()).isEqualTo("one");
        }
      }
    }
  }
}
