package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.Poort;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.HostAndPort;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectType;
import dev.poort.config.Settings;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.TestMember;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A frontend with an IPv6 address. */
class Ipv6Test {
  @AutoClose private final TestMember member = TestMember.answering("six");
  private final GatewayPlan plan = GatewayPlan.before(member);

  Ipv6Test() throws Exception {}

  private Poort start(ApplicationGateway gateway) throws Exception {
    var bindings =
        new Bindings(
            Map.of("frontend", "::1"),
            Map.of(80, 0),
            Map.of("site", List.of(new HostAndPort("127.0.0.1", member.port()))));
    return Poort.start(gateway, Settings.DEFAULT.withBindings(bindings));
  }

  @Test
  void aRequestOverIpv6ReachesItsMemberWithTheClientsAddressInBrackets() throws Exception {
    try (Poort poort = start(plan.config());
        RawClient client = RawClient.connect(poort.listeners().getFirst().address())) {
      assertThat(client.get("/", "[::1]:80").body()).isEqualTo("six");
      assertThat(member.requests().getFirst().field("X-Forwarded-For"))
          .isEqualTo("[0:0:0:0:0:0:0:1]:" + client.socket().getLocalPort());
    }
  }

  @Test
  void aListenerMayBeNamedByAnIpv6Address() throws Exception {
    plan.site().hosts("::1");
    try (Poort poort = start(plan.config());
        RawClient client = RawClient.connect(poort.listeners().getFirst().address())) {
      assertThat(client.get("/", "[0::1]").body()).isEqualTo("six");
      assertThat(client.get("/", "localhost").status()).isEqualTo(404);
    }
  }

  @Test
  void aRedirectToAListenerOfAnIpv6AddressHasBrackets() throws Exception {
    plan.site("six").hosts("::1").members(member);
    var away =
        new RedirectConfiguration(
            "away", RedirectType.FOUND, plan.site("six").listener(), true, true);
    plan.site().redirect(away);
    try (Poort poort = start(plan.config());
        RawClient client = RawClient.connect(poort.listeners().getFirst().address())) {
      String location = client.get("/x", "elsewhere.test").field("Location");
      assertThat(location).isEqualTo("http://[::1]:" + poort.port("six") + "/x");
    }
    Await.until("nobody is left", () -> member.openConnections() == 0);
  }
}
