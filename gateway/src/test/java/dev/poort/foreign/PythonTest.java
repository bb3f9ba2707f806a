package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.telemetry.ClosedBy;
import dev.poort.telemetry.Session;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's python3-websockets on both sides, python3-wsproto as the client, and ws with it. */
@Tag("foreign")
@TestInstance(Lifecycle.PER_CLASS)
class PythonTest {
  private Program member;
  private RunningGateway gateway;

  @BeforeAll
  void startMember() throws Exception {
    member = Python.start("python-echo-server.py");
    member.awaitLine("port ");
  }

  @AfterAll
  void stopMember() {
    member.close();
  }

  @BeforeEach
  void start() throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", member.port());
    gateway = plan.start();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "texts,            client, 1000, 4, 4",
    "octets,           client, 1000, 8, 8",
    "fragments,        client, 1000, 2, 2",
    "pings,            client, 1000, 1, 1",
    "compressed,       client, 1000, 1, 1",
    "closed_by_member, member, 4321, 1, 0",
    "closed_by_client, client, 4567, 0, 0"
  })
  void websocketsOnBothSides(String scene, String by, int code, int said, int answered)
      throws Exception {
    try (Program client = Python.start("python-client.py", url(), scene)) {
      assertThat(client.output()).isEqualTo("done");
    }
    Session session =
        Ended.only(gateway, ClosedBy.valueOf(by.toUpperCase(java.util.Locale.ROOT)), code);
    assertThat(session.subprotocol()).isEqualTo("chat.v2");
    assertThat(session.messagesFromClient()).isEqualTo(said);
    assertThat(session.messagesFromMember()).isEqualTo(answered);
  }

  @Test
  void wsprotoBeforeWebsockets() throws Exception {
    String port = String.valueOf(gateway.address().getPort());
    try (Program client = Python.start("wsproto-client.py", port)) {
      assertThat(client.output()).isEqualTo("done");
    }
    Session session = Ended.only(gateway, ClosedBy.CLIENT, 4567);
    assertThat(session.messagesFromClient()).isEqualTo(2);
    assertThat(session.messagesFromMember()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "binary", "fragments", "subprotocol"})
  void wsBeforeWebsockets(String scene) throws Exception {
    try (Program client = Node.start("client.js", url(), scene)) {
      assertThat(client.output()).isEqualTo("done");
    }
    Ended.only(gateway, ClosedBy.CLIENT, 1000);
  }

  private String url() {
    return "ws://127.0.0.1:" + gateway.address().getPort();
  }
}
