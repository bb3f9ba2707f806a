package dev.poort.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BalancingOptions;
import dev.poort.config.LoadDistributionPolicy.Algorithm;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.telemetry.Health;
import dev.poort.telemetry.Session;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.Site;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How poort.json spreads requests and sessions over the members of a pool. */
class SpreadingTest {
  private static final String ILL = "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n";
  private static final String WELL = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final Duration SLOW = Duration.ofSeconds(4);
  private static final BalancingOptions LEAST = new BalancingOptions(true, Duration.ZERO, 0);

  @AutoClose private final TestMember one = TestMember.answering("1");
  @AutoClose private final TestMember two = TestMember.answering("2");
  @AutoClose private final WebSocketMember chat = WebSocketMember.start();
  @AutoClose private final WebSocketMember joins = WebSocketMember.start();
  private final List<WebSocketEnd> clients = new ArrayList<>();

  SpreadingTest() throws Exception {}

  @AfterEach
  void leave() throws Exception {
    for (WebSocketEnd client : clients) client.close();
  }

  private void open(RunningGateway gateway, int sessions) throws Exception {
    for (int i = 0; i < sessions; i++) clients.add(WebSocketEnd.open(gateway.connect()));
  }

  private static long on(RunningGateway gateway, WebSocketMember member) {
    return gateway.gateway().sessions().stream()
        .map(Session::member)
        .filter(("127.0.0.1:" + member.member().port())::equals)
        .count();
  }

  private static void awaitAllUp(RunningGateway gateway) throws Exception {
    Await.until(
        "all are up",
        () ->
            gateway.gateway().backendHealth().backendAddressPools().stream()
                .flatMap(pool -> pool.backendHttpSettingsCollection().stream())
                .flatMap(settings -> settings.servers().stream())
                .map(ServerHealth::health)
                .allMatch(Health.UP::equals));
  }

  @Test
  void leastConnectionsGivesNewSessionsToWhoHasFewest() throws Exception {
    GatewayPlan plan = GatewayPlan.before(chat.member());
    plan.site().balancing(LEAST);
    try (RunningGateway gateway = plan.start()) {
      open(gateway, 6);
      plan.site().members(joins.member());
      gateway.apply(plan);
      awaitAllUp(gateway);
      open(gateway, 6);

      assertThat(on(gateway, chat)).isEqualTo(6);
      assertThat(on(gateway, joins)).isEqualTo(6);
    }
  }

  @Test
  void leastConnectionsCountsSessionsThatBeganUnderRoundRobin() throws Exception {
    GatewayPlan plan = GatewayPlan.before(chat.member());
    try (RunningGateway gateway = plan.start()) {
      open(gateway, 6);
      plan.site().members(joins.member()).balancing(LEAST);
      gateway.apply(plan);
      awaitAllUp(gateway);
      open(gateway, 6);

      assertThat(on(gateway, joins)).isEqualTo(6);
    }
  }

  @Test
  void leastConnectionsKeepsTheWeightsOfAPolicy() throws Exception {
    GatewayPlan plan = new GatewayPlan();
    Site big = plan.site("big").behindPaths().members(chat.member());
    Site small = plan.site("small").behindPaths().members(joins.member());
    plan.site().distributes(Algorithm.ROUND_ROBIN).share(big, 3).share(small, 1).balancing(LEAST);
    try (RunningGateway gateway = plan.start()) {
      open(gateway, 12);

      assertThat(on(gateway, chat)).isEqualTo(9);
      assertThat(on(gateway, joins)).isEqualTo(3);
    }
  }

  private static void awaitGrown() throws Exception {
    long since = System.nanoTime();
    Await.until("shares are whole", () -> System.nanoTime() - since > SLOW.toNanos());
  }

  private static String served(RunningGateway gateway, int requests) throws Exception {
    StringBuilder served = new StringBuilder();
    try (RawClient client = gateway.connect()) {
      for (int i = 0; i < requests; i++) served.append(client.get("/", "a").body());
    }
    return served.toString();
  }

  private static long count(String served, char member) {
    return served.chars().filter(c -> c == member).count();
  }

  @Test
  void theShareOfAMemberThatReturnsGrowsSlowly() throws Exception {
    GatewayPlan plan = GatewayPlan.before(one, two);
    plan.site().balancing(new BalancingOptions(false, SLOW, 0));
    try (RunningGateway gateway = plan.start()) {
      awaitGrown();
      two.answerProbesWith(ILL);
      Await.until("it is out", () -> count(served(gateway, 4), '2') == 0);
      two.answerProbesWith(WELL);
      awaitAllUp(gateway);

      assertThat(count(served(gateway, 100), '2')).isLessThan(30);
    }
  }

  @Test
  void theShareIsWholeInTheEnd() throws Exception {
    GatewayPlan plan = GatewayPlan.before(one);
    plan.site().balancing(new BalancingOptions(false, Duration.ofSeconds(1), 0));
    try (RunningGateway gateway = plan.start()) {
      plan.site().members(two);
      gateway.apply(plan);
      awaitAllUp(gateway);
      long since = System.nanoTime();
      Await.until("it has grown", () -> System.nanoTime() - since > 1_100_000_000L);
      long share = count(served(gateway, 40), '2');

      assertThat(share).isBetween(18L, 22L);
    }
  }

  @Test
  void aDrainedMemberThatIsBackBeginsSlowlyToo() throws Exception {
    GatewayPlan plan = GatewayPlan.before(one, two);
    plan.site().balancing(new BalancingOptions(false, SLOW, 0));
    try (RunningGateway gateway = plan.start()) {
      awaitGrown();
      gateway.gateway().drain("127.0.0.1:" + two.port(), null, null);
      gateway.gateway().undrain("127.0.0.1:" + two.port(), null);

      assertThat(count(served(gateway, 100), '2')).isLessThan(30);
    }
  }

  @Test
  void leastConnectionsLetsAMemberThatJoinsBeginSlowly() throws Exception {
    GatewayPlan plan = GatewayPlan.before(chat.member());
    plan.site().balancing(new BalancingOptions(true, SLOW, 0));
    try (RunningGateway gateway = plan.start()) {
      open(gateway, 10);
      awaitGrown();
      plan.site().members(joins.member());
      gateway.apply(plan);
      awaitAllUp(gateway);
      open(gateway, 5);

      // Without it all five would go there.
      assertThat(on(gateway, joins)).isLessThan(5);
    }
  }
}
