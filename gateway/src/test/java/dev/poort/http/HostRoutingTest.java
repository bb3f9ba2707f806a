package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listeners that share a port are told apart by Host. */
class HostRoutingTest {
  @AutoClose private final TestMember shop = TestMember.answering("shop");
  @AutoClose private final TestMember wild = TestMember.answering("wild");
  @AutoClose private final TestMember basic = TestMember.answering("basic");
  private final GatewayPlan plan = new GatewayPlan();

  HostRoutingTest() throws Exception {}

  @BeforeEach
  void putTheBasicListenerFirst() {
    plan.site("basic").members(basic);
    plan.site("wild").members(wild).hosts("*.contoso.com", "w?.test");
    plan.site("shop").members(shop).hosts("shop.contoso.com", "shop.test");
  }

  @ParameterizedTest
  @CsvSource({
    "shop.test,               shop",
    "SHOP.Test:8080,          shop",
    "shop.test.,              shop",
    "w1.test,                 wild",
    "w12.test,                basic",
    "a.b.contoso.com,         wild",
    "contoso.com,             basic",
    "127.0.0.1,               basic",
    "[::1]:80,                basic",
    "unknown.test,            basic",
  })
  void servesTheListenerThatNamesTheHostElseTheBasicOne(String host, String served)
      throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      assertThat(client.get("/", host).body()).isEqualTo(served);
    }
  }

  @Test
  void choosesByPriorityWhereSeveralMatch() throws Exception {
    plan.site("wild").priority(10);
    plan.site("shop").priority(20);
    plan.site("basic").priority(30);
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      assertThat(client.get("/", "shop.contoso.com").body()).isEqualTo("wild");
    }
  }

  @Test
  void servesSeveralHostsOverOneConnection() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      assertThat(client.get("/", "shop.test").body()).isEqualTo("shop");
      assertThat(client.get("/", "w1.test").body()).isEqualTo("wild");
      assertThat(client.get("/", "shop.test").body()).isEqualTo("shop");
    }
  }

  @Test
  void answers404WhereNoListenerServesTheHostAndKeepsTheConnection() throws Exception {
    plan.remove("basic");
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/", "unknown.test");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).contains("no-listener");
      assertThat(client.get("/", "shop.test").body()).isEqualTo("shop");
    }
  }

  @Test
  void tellsPortsApart() throws Exception {
    plan.site("shop").port(81).hosts();
    try (RunningGateway gateway = plan.start();
        RawClient client = RawClient.connect(gateway.address("shop"))) {
      assertThat(client.get("/", "whatever.test").body()).isEqualTo("shop");
    }
  }
}
