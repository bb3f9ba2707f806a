package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.telemetry.ClosedBy;
import dev.poort.telemetry.Session;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SignalR's JavaScript client. The server is a small one of these tests' own that speaks the JSON
 * hub protocol; ASP.NET Core's is not tried.
 */
@Tag("foreign")
class SignalrTest {
  /** The client closes without a code (RFC 6455 7.1.5). */
  private static final int NO_CODE = 1005;

  @Test
  void negotiatesInvokesStreamsAndHearsOfNews() throws Exception {
    try (Program member = Node.start("signalr-server.js");
        RunningGateway gateway = plan(member).start();
        Program client =
            Node.start("signalr-client.js", "http://127.0.0.1:" + gateway.address().getPort())) {
      assertThat(client.output()).endsWith("done");
      assertThat(member.awaitLine("told ")).isEqualTo("something");

      Session session = Ended.only(gateway, ClosedBy.CLIENT, NO_CODE);
      assertThat(session.target()).startsWith("/hub?id=");
      assertThat(session.messagesFromMember()).isGreaterThan(100);
      assertThat(gateway.awaitLog(2))
          .anyMatch(line -> line.contains("\"requestUri\":\"/hub/negotiate\""));
    }
  }

  private static GatewayPlan plan(Program member) throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", member.port());
    return plan;
  }
}
