package dev.poort.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Probe;
import dev.poort.config.ProbeMatch;
import dev.poort.config.Protocol;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code minServers} of a probe: so many members always count as healthy. */
class MinServersTest {
  private static final String ILL = "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n";

  @AutoClose private final TestMember one = TestMember.answering("1");
  @AutoClose private final TestMember two = TestMember.answering("2");
  @AutoClose private final TestMember three = TestMember.answering("3");
  private final GatewayPlan plan = GatewayPlan.before(one, two, three);

  MinServersTest() throws Exception {}

  private void minServers(int least) {
    plan.site()
        .probe(
            _ ->
                new Probe(
                    "probe",
                    Protocol.HTTP,
                    null,
                    true,
                    "/probe",
                    null,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    1,
                    ProbeMatch.DEFAULT,
                    least));
  }

  private static List<String> health(RunningGateway gateway) {
    return gateway
        .gateway()
        .backendHealth()
        .backendAddressPools()
        .getFirst()
        .backendHttpSettingsCollection()
        .getFirst()
        .servers()
        .stream()
        .map(server -> server.health().armName())
        .toList();
  }

  @Test
  void soManyMembersCountAsHealthyThoughTheirProbesFail() throws Exception {
    for (TestMember member : List.of(one, two, three)) member.answerProbesWith(ILL);
    minServers(2);
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      StringBuilder served = new StringBuilder();
      for (int i = 0; i < 4; i++) served.append(client.get("/", "a").body());

      assertThat(served.toString()).isIn("1212", "2121");
      assertThat(health(gateway)).containsExactly("Up", "Up", "Down");
      ServerHealth first =
          gateway
              .gateway()
              .backendHealth()
              .backendAddressPools()
              .getFirst()
              .backendHttpSettingsCollection()
              .getFirst()
              .servers()
              .getFirst();
      assertThat(first.healthProbeLog())
          .startsWith("Counts as healthy by minServers of its probe. Answered 500");
    }
  }

  @Test
  void membersThatAreWellComeFirst() throws Exception {
    one.answerProbesWith(ILL);
    two.answerProbesWith(ILL);
    minServers(1);
    try (RunningGateway gateway = plan.start()) {
      Await.until(
          "the last alone is up", () -> health(gateway).equals(List.of("Down", "Down", "Up")));
    }
  }
}
