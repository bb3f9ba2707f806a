package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BalancingOptions;
import dev.poort.telemetry.SessionState;
import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sessions that are asked to come back when a member joins. */
class RebalancerTest {
  private static final int SESSIONS = 12;
  private static final int PER_SECOND = 4;

  @AutoClose private final WebSocketMember one = WebSocketMember.start();
  @AutoClose private final WebSocketMember joins = WebSocketMember.start();
  private final GatewayPlan plan = GatewayPlan.before(one.member());
  private final List<WebSocketEnd> clients = new ArrayList<>();

  RebalancerTest() throws Exception {}

  @AfterEach
  void leave() throws Exception {
    for (WebSocketEnd client : clients) client.close();
  }

  private RunningGateway gatewayWithSessions() throws Exception {
    RunningGateway gateway = plan.start();
    for (int i = 0; i < SESSIONS; i++) clients.add(WebSocketEnd.open(gateway.connect()));
    return gateway;
  }

  @Test
  void theOldestLeaveNoFasterThanAllowedAndOnlyDownToTheEvenShare() throws Exception {
    plan.site().balancing(new BalancingOptions(false, Duration.ZERO, PER_SECOND));
    try (RunningGateway gateway = gatewayWithSessions()) {
      plan.site().members(joins.member());
      gateway.apply(plan);

      List<Long> moments = new ArrayList<>();
      for (WebSocketEnd client : clients.subList(0, SESSIONS / 2)) {
        Frame close = client.readClose();
        moments.add(System.nanoTime());
        assertThat(close.closeCode()).isEqualTo(1012);
        assertThat(close.closeReason()).isEqualTo("rebalanced");
        client.sendClose(1012, "");
      }
      long fifth = moments.get(PER_SECOND) - moments.getFirst();
      assertThat(Duration.ofNanos(fifth)).isGreaterThan(Duration.ofMillis(900));
      awaitTwoMoreLooks();
      assertThat(gateway.gateway().sessions())
          .filteredOn(session -> session.state() == SessionState.OPEN)
          .hasSize(SESSIONS / 2);
    }
  }

  private static void awaitTwoMoreLooks() throws Exception {
    long since = System.nanoTime();
    Await.until(
        "two more looks", () -> System.nanoTime() - since > Duration.ofMillis(2_500).toNanos());
  }

  @Test
  void nobodyIsAskedUnlessPoortJsonSaysSo() throws Exception {
    try (RunningGateway gateway = gatewayWithSessions()) {
      plan.site().members(joins.member());
      gateway.apply(plan);
      gateway.awaitProbed();
      awaitTwoMoreLooks();

      assertThat(gateway.gateway().sessions()).hasSize(SESSIONS);
    }
  }
}
