package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.telemetry.Health;
import dev.poort.telemetry.Session;
import dev.poort.telemetry.SessionState;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Members that whoever runs the gateway takes out of use. */
class DrainedMembersTest {
  private static final Duration LONG = Duration.ofHours(1);

  @AutoClose private final TestMember one = TestMember.answering("1");
  @AutoClose private final TestMember two = TestMember.answering("2");
  @AutoClose private final WebSocketMember chat = WebSocketMember.start();
  private final GatewayPlan plan = GatewayPlan.before(one, two);

  DrainedMembersTest() throws Exception {}

  private static String at(TestMember member) {
    return "127.0.0.1:" + member.port();
  }

  private static String served(RunningGateway gateway, int requests) throws Exception {
    StringBuilder served = new StringBuilder();
    try (RawClient client = gateway.connect()) {
      for (int i = 0; i < requests; i++) served.append(client.get("/", "a").body());
    }
    return served.toString();
  }

  private static List<ServerHealth> servers(RunningGateway gateway) {
    return gateway.gateway().backendHealth().backendAddressPools().stream()
        .flatMap(pool -> pool.backendHttpSettingsCollection().stream())
        .flatMap(settings -> settings.servers().stream())
        .toList();
  }

  @Test
  void takesNoRequestsUntilItIsBack() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      assertThat(gateway.gateway().drain(at(one), null, null))
          .containsExactly(new DrainedMember("site", at(one)));
      assertThat(served(gateway, 6)).isEqualTo("222222");

      gateway.gateway().undrain(at(one), null);
      assertThat(served(gateway, 6)).contains("1", "2");
    }
  }

  @Test
  void isShownAsDrainingAndProbedOn() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      gateway.gateway().drain(at(one), null, null);
      int probes = one.probes();

      assertThat(servers(gateway))
          .extracting(ServerHealth::health, ServerHealth::drained)
          .contains(
              org.assertj.core.groups.Tuple.tuple(Health.DRAINING, true),
              org.assertj.core.groups.Tuple.tuple(Health.UP, false));
      Await.until("it is probed", () -> one.probes() > probes);
    }
  }

  @Test
  void isMeantByItsHostByItsPoolOrByNobody() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      assertThat(gateway.gateway().drain("127.0.0.1", "SITE", null)).hasSize(2);
      assertThat(gateway.gateway().drain("127.0.0.1", "other", null)).isEmpty();
      assertThat(gateway.gateway().drain("10.9.8.7", null, null)).isEmpty();
    }
  }

  @Test
  void aPoolThatIsDrainedAsAWholeSaysSo() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      gateway.gateway().drain("127.0.0.1", null, null);
      RawAnswer answer = client.get("/", "a");

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("no-healthy-member");
    }
  }

  @Test
  void staysSoThroughReloadsWhileItIsInItsPool() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      gateway.gateway().drain(at(one), null, null);
      plan.site().requestTimeout(Duration.ofSeconds(7));
      gateway.apply(plan);
      assertThat(served(gateway, 4)).isEqualTo("2222");

      plan.site().withoutMembers().members(two);
      gateway.apply(plan);
      plan.site().members(one);
      gateway.apply(plan);
      Await.until("it serves", () -> served(gateway, 4).contains("1"));
    }
  }

  @Test
  void clientsThatAreBoundToItGoElsewhere() throws Exception {
    plan.site().affinity("bound");
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer first = client.get("/", "a");
      String cookie = first.head().split("bound=", 2)[1].split(";", 2)[0];
      TestMember by = first.body().equals("1") ? one : two;
      String request = "GET / HTTP/1.1\r\nHost: a\r\nCookie: bound=" + cookie + "\r\n\r\n";
      assertThat(client.ask(request).body()).isEqualTo(first.body());

      gateway.gateway().drain(at(by), null, null);

      assertThat(client.ask(request).body()).isNotEqualTo(first.body());
    }
  }

  @Test
  void itsSessionsLeaveOneByOneOverTheTime() throws Exception {
    int sessions = 10;
    Duration step = Duration.ofMillis(200);
    plan.site().withoutMembers().members(chat.member());
    List<WebSocketEnd> clients = new ArrayList<>();
    try (RunningGateway gateway = plan.start()) {
      for (int i = 0; i < sessions; i++) clients.add(WebSocketEnd.open(gateway.connect()));
      long begun = System.nanoTime();
      gateway.gateway().drain(at(chat.member()), null, step.multipliedBy(sessions));

      for (int i = 0; i < sessions; i++) {
        Frame close = clients.get(i).readClose();
        assertThat(close.closeCode()).isEqualTo(1012);
        assertThat(close.closeReason()).isEqualTo("the member was drained");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .isGreaterThanOrEqualTo(step.multipliedBy(i + 1));
      }
    } finally {
      for (WebSocketEnd client : clients) client.close();
    }
  }

  @Test
  void itsSessionsDrainAndStayWhenItIsBack() throws Exception {
    plan.site().withoutMembers().members(chat.member());
    try (RunningGateway gateway = plan.start();
        WebSocketEnd client = WebSocketEnd.open(gateway.connect());
        WebSocketEnd served = chat.next()) {
      gateway.gateway().drain("127.0.0.1", null, Duration.ofSeconds(1));
      awaitState(gateway, SessionState.DRAINING);
      gateway.gateway().undrain("127.0.0.1", null);
      awaitState(gateway, SessionState.OPEN);
      long since = System.nanoTime();
      Await.until(
          "the time would be over",
          () -> System.nanoTime() - since > Duration.ofMillis(1_200).toNanos());

      client.sendText("still here");
      assertThat(served.read().text()).isEqualTo("still here");
    }
  }

  private static void awaitState(RunningGateway gateway, SessionState state) throws Exception {
    Await.until(
        "the session is " + state.word(),
        () -> gateway.gateway().sessions().stream().map(Session::state).allMatch(state::equals));
  }

  @Test
  void theTimeBeginsAnewWhenItIsSaidAgain() throws Exception {
    plan.site().withoutMembers().members(chat.member());
    try (RunningGateway gateway = plan.start();
        WebSocketEnd client = WebSocketEnd.open(gateway.connect())) {
      gateway.gateway().drain("127.0.0.1", null, LONG);
      awaitState(gateway, SessionState.DRAINING);
      gateway.gateway().drain("127.0.0.1", null, Duration.ZERO);

      assertThat(client.readClose().closeCode()).isEqualTo(1012);
    }
  }
}
