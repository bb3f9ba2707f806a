package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sessions that a change does not concern do not notice it. */
class ReloadsHarmNobodyTest {
  private static final int SESSIONS = 150;
  private static final int RELOADS = 25;

  @AutoClose private final WebSocketMember chat = WebSocketMember.start();
  @AutoClose private final TestMember other = TestMember.answering("other");
  private final GatewayPlan plan = GatewayPlan.before(chat.member());

  ReloadsHarmNobodyTest() throws Exception {}

  @Test
  void manySessionsTalkOnThroughReloadsOfAllElse() throws Exception {
    plan.site("other").port(8080).members(other);
    Map<WebSocketEnd, WebSocketEnd> ends = new LinkedHashMap<>();
    try (RunningGateway gateway = plan.start()) {
      for (int i = 0; i < SESSIONS; i++) {
        ends.put(WebSocketEnd.open(gateway.connect()), chat.next());
      }
      List<Integer> heard = new ArrayList<>();
      for (int reload = 0; reload < RELOADS; reload++) {
        change(reload);
        gateway.apply(plan);
        for (var each : ends.entrySet()) {
          each.getKey().sendText("after " + reload);
          if (each.getValue().read().text().equals("after " + reload)) heard.add(reload);
        }
      }

      assertThat(heard).hasSize(SESSIONS * RELOADS);
      assertThat(gateway.gateway().sessions()).hasSize(SESSIONS);
      assertThat(gateway.gateway().sessionReport().counts().closed()).isEmpty();
    } finally {
      for (WebSocketEnd client : ends.keySet()) client.close();
    }
  }

  /** Members, probes, time-outs, listeners and rules beside the sessions' own. */
  private void change(int reload) {
    switch (reload % 5) {
      case 0 -> plan.site().requestTimeout(Duration.ofSeconds(30 + reload));
      case 1 -> plan.site("new" + reload).port(8000 + reload).members(other);
      case 2 -> plan.remove("new" + (reload - 1));
      case 3 -> plan.site("other").withoutMembers();
      default -> plan.site("other").members(other).drainTimeout(Duration.ofSeconds(reload));
    }
  }
}
