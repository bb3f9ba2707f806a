package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From which pages sessions may come (RFC 6455 10.2): {@code allowedOrigins} of poort.json. */
class AllowedOriginsTest {
  private WebSocketMember member;
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    member = WebSocketMember.start();
    GatewayPlan plan = GatewayPlan.before(member.member());
    plan.site()
        .allowedOrigins("https://app.contoso.com", "https://*.fabrikam.com:8443", "*.any.test");
    gateway = plan.start();
  }

  @AfterEach
  void stop() throws Exception {
    member.close();
    gateway.close();
  }

  private RawAnswer ask(String lines) throws Exception {
    try (RawClient client = gateway.connect()) {
      return client.ask(WebSocketEnd.handshake("/chat", lines));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.contoso.com",
        "HTTPS://APP.contoso.com",
        "https://a.fabrikam.com:8443",
        "https://a.b.fabrikam.com:8443",
        "http://x.any.test",
        "https://x.any.test"
      })
  void anOriginThatIsNamedIsLetIn(String origin) throws Exception {
    assertThat(ask("Origin: " + origin + "\r\n").status()).isEqualTo(101);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.contoso.com",
        "https://app.contoso.com:8443",
        "https://app.contoso.com.evil.test",
        "https://evilapp.contoso.com",
        "https://a.fabrikam.com",
        "https://fabrikam.com:8443",
        "https://evilfabrikam.com:8443",
        "https://.fabrikam.com:8443",
        "https://evil.test/.any.test",
        "https://evil.test#.any.test",
        "https://user@x.any.test",
        "null",
        ""
      })
  void anyOtherIsRefused(String origin) throws Exception {
    RawAnswer answer = ask("Origin: " + origin + "\r\n");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("origin-refused");
    assertThat(member.member().requests()).isEmpty();
    assertThat(gateway.gateway().sessionReport().counts().refused())
        .containsEntry("origin-refused", 1L);
  }

  @Test
  void twoOriginsAreRefused() throws Exception {
    String one = "Origin: https://app.contoso.com\r\n";
    assertThat(ask(one + one).status()).isEqualTo(403);
  }

  @Test
  void whoIsNoBrowserHasNoOriginAndIsLetIn() throws Exception {
    assertThat(ask("").status()).isEqualTo(101);
  }

  @Test
  void plainRequestsMayComeFromAnywhere() throws Exception {
    try (RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: site.test\r\nOrigin: https://evil.test\r\n\r\n");
      Await.until("it is there", () -> !member.member().requests().isEmpty());
      assertThat(member.member().requests().getFirst().field("Origin"))
          .isEqualTo("https://evil.test");
    }
  }
}
