package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.telemetry.ClosedBy;
import dev.poort.telemetry.Session;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** GraphQL over WebSocket with graphql-ws on both sides. */
@Tag("foreign")
class GraphqlTest {
  @Test
  void queriesAndSubscribesOverOneSession() throws Exception {
    try (Program member = Node.start("graphql-server.js");
        RunningGateway gateway = plan(member).start();
        Program client =
            Node.start("graphql-client.js", "ws://127.0.0.1:" + gateway.address().getPort())) {
      assertThat(client.output()).isEqualTo("done");

      Session session = Ended.only(gateway, ClosedBy.CLIENT, 1000);
      assertThat(session.subprotocol()).isEqualTo("graphql-transport-ws");
      assertThat(session.target()).isEqualTo("/graphql");
      assertThat(session.messagesFromMember()).isGreaterThan(500);
    }
  }

  private static GatewayPlan plan(Program member) throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", member.port());
    return plan;
  }
}
