package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The npm package ws on both sides. */
@Tag("foreign")
class NpmWsTest {
  @TempDir private Path folder;
  private TestCa ca;
  private Program member;
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    ca = TestCa.create();
    member = Node.start("echo-server.js");
    int port = member.port();
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", port);
    plan.site("secure").member("127.0.0.1", port).certificate(ca.issue("site.test"));
    plan.site("impatient").member("127.0.0.1", port).port(81).requestTimeout(Duration.ofSeconds(1));
    gateway = plan.start();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    member.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "binary",
        "fragments",
        "compressed",
        "subprotocol",
        "pings",
        "closedByMember"
      })
  void talksOverWs(String scene) throws Exception {
    try (Program client = Node.start("client.js", "ws://127.0.0.1:" + port("site"), scene)) {
      assertThat(client.output()).isEqualTo("done");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "binary", "compressed", "pings", "closedByMember"})
  void talksOverWss(String scene) throws Exception {
    String url = "wss://127.0.0.1:" + port("secure");
    try (Program client = Node.start("client.js", url, scene, Pem.write(ca, folder))) {
      assertThat(client.output()).isEqualTo("done");
    }
  }

  @Test
  void theMemberHearsTheClientsCloseCode() throws Exception {
    try (Program client =
        Node.start("client.js", "ws://127.0.0.1:" + port("site"), "closedByClient")) {
      client.output();

      assertThat(member.awaitLine("closed ")).isEqualTo("4567 enough");
    }
    assertThat(gateway.awaitLog(1).getFirst())
        .contains("\"closedBy\":\"client\",\"closeCode\":4567");
  }

  @Test
  void bothSidesHearWhyASilentSessionEnds() throws Exception {
    try (Program client = Node.start("client.js", "ws://127.0.0.1:" + port("impatient"), "idle")) {
      assertThat(client.awaitLine("close ")).isEqualTo("1001 idle for the request time-out");
      assertThat(member.awaitLine("closed ")).isEqualTo("1001 idle for the request time-out");
    }
  }

  private int port(String site) {
    return gateway.address(site).getPort();
  }
}
