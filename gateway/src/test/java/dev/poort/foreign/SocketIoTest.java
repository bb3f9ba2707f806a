package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.telemetry.ClosedSession;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Socket.IO before two members that know nothing of each other. */
@Tag("foreign")
@TestInstance(Lifecycle.PER_CLASS)
class SocketIoTest {
  private Program one;
  private Program two;

  @BeforeAll
  void start() throws Exception {
    one = Node.start("socketio-server.js", "one");
    two = Node.start("socketio-server.js", "two");
  }

  @AfterAll
  void stop() {
    one.close();
    two.close();
  }

  @Test
  void pollsAndThenUpgradesAtTheMemberThatItsAffinityCookieNames() throws Exception {
    GatewayPlan plan = plan();
    plan.site().affinity("ApplicationGatewayAffinity");
    try (RunningGateway gateway = plan.start()) {
      List<String> met = visit(gateway, "polling", "websocket");

      assertThat(met)
          .contains("met one by polling, then websocket", "met two by polling, then websocket")
          .endsWith("done")
          .hasSize(5);
      assertSessions(gateway, "&sid=");
      assertThat(gateway.awaitLog(1)).anyMatch(line -> line.contains("transport=polling"));
    }
    assertThat(one.lines()).contains("connected by polling", "upgraded");
  }

  @Test
  void speaksWebSocketFromTheStartWithoutAffinity() throws Exception {
    try (RunningGateway gateway = plan().start()) {
      List<String> met = visit(gateway, "websocket");

      assertThat(met)
          .contains("met one by websocket, then websocket", "met two by websocket, then websocket")
          .endsWith("done")
          .hasSize(5);
      assertSessions(gateway, "transport=websocket");
      assertThat(gateway.awaitLog(4)).noneMatch(line -> line.contains("transport=polling"));
    }
  }

  private GatewayPlan plan() throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", one.port()).member("127.0.0.1", two.port());
    return plan;
  }

  /** Four clients, one after another; what they print. */
  private static List<String> visit(RunningGateway gateway, String... transports) throws Exception {
    String url = "http://127.0.0.1:" + gateway.address().getPort();
    String[] arguments = new String[2 + transports.length];
    arguments[0] = url;
    arguments[1] = "4";
    System.arraycopy(transports, 0, arguments, 2, transports.length);
    try (Program client = Node.start("socketio-client.js", arguments)) {
      return client.output().lines().toList();
    }
  }

  private static String member(Program server) throws Exception {
    return "127.0.0.1:" + server.port();
  }

  /** Four sessions ended well, two at each member. */
  private void assertSessions(RunningGateway gateway, String target) throws Exception {
    List<ClosedSession> ended = Ended.all(gateway);
    assertThat(ended).hasSize(4).allMatch(it -> it.session().target().contains(target));
    assertThat(ended).extracting(ClosedSession::reason).containsOnly("close-frame");
    assertThat(ended)
        .extracting(it -> it.session().member())
        .containsExactlyInAnyOrder(member(one), member(one), member(two), member(two));
    for (ClosedSession each : ended) {
      assertThat(Ended.log(gateway, each.session().id())).contains("\"httpStatus\":101");
    }
  }
}
