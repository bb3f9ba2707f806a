package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is said of listeners when they serve. */
class BannerTest {
  @AutoClose private final TestMember member = TestMember.answering("hello");
  private final GatewayPlan plan = new GatewayPlan();

  BannerTest() throws Exception {}

  private List<String> lines() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      return Banner.listeners(gateway.gateway()).stream()
          .map(line -> line.replaceAll(":\\d+", ":PORT"))
          .toList();
    }
  }

  @Test
  void aListenerIsNamedWithWhereItsRequestsGo() throws Exception {
    plan.site("web").members(member).hosts("shop.test", "*.shop.test");

    assertThat(lines())
        .containsExactly("  http://127.0.0.1:PORT for shop.test, *.shop.test -> web (web)");
  }

  @Test
  void pathsStandBeneathIt() throws Exception {
    plan.site("web").members(member).path("/api/*", plan.site("api").members(member).behindPaths());

    assertThat(lines())
        .containsExactly("  http://127.0.0.1:PORT -> web (web)", "    /api/* -> api");
  }

  @Test
  void whereClientsMaySpeakHttp2ItIsSaid() throws Exception {
    plan.http2().site("web").members(member).h2c();
    plan.site("secure").members(member).certificate(TestCa.create().issue("127.0.0.1"));

    assertThat(lines())
        .containsExactly(
            "  http://127.0.0.1:PORT -> web (web, HTTP/2 too)",
            "  https://127.0.0.1:PORT -> secure (secure, HTTP/2 too)");
  }
}
