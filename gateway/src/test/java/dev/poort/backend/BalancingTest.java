package dev.poort.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Round robin over the members that are up. */
class BalancingTest {
  @AutoClose private final TestMember one = TestMember.answering("1");
  @AutoClose private final TestMember two = TestMember.answering("2");
  @AutoClose private final TestMember three = TestMember.answering("3");

  BalancingTest() throws Exception {}

  @Test
  void givesEachMemberTheSameShare() throws Exception {
    try (RunningGateway gateway = GatewayPlan.before(one, two, three).start();
        RawClient client = gateway.connect()) {
      StringBuilder served = new StringBuilder();
      for (int i = 0; i < 9; i++) served.append(client.get("/", "a").body());
      assertThat(served.toString()).isIn("123123123", "231231231", "312312312");
    }
  }

  @Test
  void sharesEvenlyAmongTheOthersWhenOneIsDown() throws Exception {
    two.answerProbesWith("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n");
    try (RunningGateway gateway = GatewayPlan.before(one, two, three).start()) {
      try (RawClient client = gateway.connect()) {
        for (int i = 0; i < 10; i++) client.get("/", "a");
      }
      assertThat(one.requests()).hasSize(5);
      assertThat(two.requests()).isEmpty();
      assertThat(three.requests()).hasSize(5);
    }
  }

  @Test
  void sharesAmongTheMembersWhateverConnectionRequestsComeBy() throws Exception {
    try (RunningGateway gateway = GatewayPlan.before(one, two, three).start()) {
      for (int i = 0; i < 9; i++) {
        try (RawClient client = gateway.connect()) {
          client.get("/", "a");
        }
      }
      assertThat(one.requests()).hasSize(3);
      assertThat(two.requests()).hasSize(3);
      assertThat(three.requests()).hasSize(3);
    }
  }
}
