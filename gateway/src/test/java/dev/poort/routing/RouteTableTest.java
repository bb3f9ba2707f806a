package dev.poort.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Forward;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.GlobalConfiguration;
import dev.poort.config.HttpListener;
import dev.poort.config.Protocol;
import dev.poort.config.RequestRoutingRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which listener of a port takes a host: names, wildcards, priorities and the old order. */
class RouteTableTest {
  private static final FrontendIpConfiguration FRONTEND = new FrontendIpConfiguration("f", null);
  private static final FrontendIpConfiguration OTHER = new FrontendIpConfiguration("g", null);
  private static final Forward FORWARD =
      new Forward(
          new BackendAddressPool("pool", List.of()),
          new BackendHttpSettings(
              "settings",
              80,
              Protocol.HTTP,
              Duration.ofSeconds(20),
              null,
              false,
              null,
              null,
              Duration.ofSeconds(30)));

  private final List<RequestRoutingRule> rules = new ArrayList<>();
  private boolean basicInOrder;

  private RouteTableTest listener(String name, @Nullable Integer priority, String... hosts) {
    return listener(name, FRONTEND, 80, priority, hosts);
  }

  private RouteTableTest listener(
      String name,
      FrontendIpConfiguration frontend,
      int port,
      @Nullable Integer priority,
      String... hosts) {
    var listener =
        new HttpListener(
            name,
            frontend,
            new FrontendPort("port" + port, port),
            Protocol.HTTP,
            List.of(hosts),
            null);
    rules.add(new RequestRoutingRule(name, priority, listener, FORWARD));
    return this;
  }

  /** The listener of port 80 that takes a host; null when none does. */
  private @Nullable String takes(String authority) {
    return takes(FRONTEND, 80, authority);
  }

  private @Nullable String takes(FrontendIpConfiguration frontend, int port, String authority) {
    var gateway =
        new ApplicationGateway(
            "test",
            List.of(FRONTEND, OTHER),
            List.of(),
            List.of(),
            rules.stream().map(RequestRoutingRule::httpListener).toList(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            rules,
            List.of(),
            false,
            GlobalConfiguration.DEFAULT,
            basicInOrder);
    RuleRoutes rule = RouteTable.of(gateway, frontend, port).rule(authority);
    return rule == null ? null : rule.listener().name();
  }

  @ParameterizedTest
  @CsvSource({
    "*.contoso.com,       a.contoso.com,         true",
    "*.contoso.com,       a.b.contoso.com,       true",
    "*.contoso.com,       contoso.com,           false",
    "*.contoso.com,       a.contoso.com.evil,    false",
    "*.contoso.com,       A.CONTOSO.COM,         true",
    "*.contoso.com,       a.contoso.com:8080,    true",
    "*,                   anything.at.all,       true",
    "shop-*.test,         shop-12.test,          true",
    "shop-*.test,         shop.test,             false",
    "*shop.test,          myshop.test,           true",
    "w?.test,             w1.test,               true",
    "w?.test,             w.test,                false",
    "w?.test,             w12.test,              false",
    "????.test,           abcd.test,             true",
    "????.test,           abc.test,              false",
    "a*.b*.test,          ax.by.test,            true",
    "a*.b*.test,          ax.cy.test,            false",
    "*.??.test,           x.de.test,             true",
    "*.??.test,           x.deu.test,            false",
  })
  void wildcardsStandForManyCharactersOrForOne(String name, String host, boolean taken) {
    listener("wild", null, name);

    assertThat(takes(host)).isEqualTo(taken ? "wild" : null);
  }

  @Test
  void theLowestPriorityIsAskedFirstWhateverTheOrderOfTheFile() {
    listener("basic", 30).listener("wild", 20, "*.test").listener("exact", 10, "a.test");

    assertThat(takes("a.test")).isEqualTo("exact");
    assertThat(takes("b.test")).isEqualTo("wild");
    assertThat(takes("c")).isEqualTo("basic");
  }

  @Test
  void aBasicListenerOfALowPriorityTakesEveryHost() {
    listener("exact", 20, "a.test").listener("basic", 10);

    assertThat(takes("a.test")).isEqualTo("basic");
  }

  @Test
  void aWildcardOfALowerPriorityComesBeforeTheNameInFull() {
    listener("exact", 20, "a.test").listener("wild", 10, "*.test");

    assertThat(takes("a.test")).isEqualTo("wild");
  }

  @Test
  void withoutPrioritiesMultiSiteComesBeforeBasic() {
    listener("basic", null).listener("exact", null, "a.test");

    assertThat(takes("a.test")).isEqualTo("exact");
    assertThat(takes("b.test")).isEqualTo("basic");
  }

  @Test
  void withoutPrioritiesABasicListenerListedFirstTakesEveryHostOnAV1Gateway() {
    basicInOrder = true;
    listener("exact", null, "a.test").listener("basic", null).listener("late", null, "b.test");

    assertThat(takes("a.test")).isEqualTo("exact");
    assertThat(takes("b.test")).isEqualTo("basic");
  }

  @Test
  void withoutPrioritiesMultiSiteIsAskedInTheListedOrder() {
    listener("first", null, "*.b.test").listener("second", null, "a.*.test", "a.b.test");

    assertThat(takes("a.b.test")).isEqualTo("first");
    assertThat(takes("a.c.test")).isEqualTo("second");
  }

  @Test
  void aListenerOfSeveralHostsTakesEach() {
    listener("several", null, "a.test", "b.test", "*.c.test", "d.test", "e.test");

    assertThat(List.of("a.test", "b.test", "x.c.test", "d.test", "e.test"))
        .allSatisfy(host -> assertThat(takes(host)).isEqualTo("several"));
    assertThat(takes("c.test")).isNull();
  }

  @Test
  void portsAndFrontendsAreTablesOfTheirOwn() {
    listener("here", null);
    listener("otherPort", FRONTEND, 81, null);
    listener("otherFrontend", OTHER, 80, null);

    assertThat(takes(FRONTEND, 80, "a")).isEqualTo("here");
    assertThat(takes(FRONTEND, 81, "a")).isEqualTo("otherPort");
    assertThat(takes(OTHER, 80, "a")).isEqualTo("otherFrontend");
    assertThat(takes(OTHER, 81, "a")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "::1,         [::1]",
    "::1,         [::1]:8080",
    "::1,         [0:0:0:0:0:0:0:1]",
    "2001:db8::a, [2001:DB8:0::A]:80",
    "0::1,        [::1]",
    "192.0.2.1,   192.0.2.1:80",
  })
  void anAddressIsAHostHoweverItIsSpelled(String name, String authority) {
    listener("address", null, name);

    assertThat(takes(authority)).isEqualTo("address");
    assertThat(takes("[::2]")).isNull();
    assertThat(takes("1")).isNull();
  }

  @Test
  void aRequestWithoutAHostIsForABasicListener() {
    listener("exact", null, "a.test").listener("basic", null);

    assertThat(takes("")).isEqualTo("basic");
  }
}
