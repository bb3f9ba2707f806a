package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectTarget;
import dev.poort.config.RedirectType;
import dev.poort.config.TargetUrl;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway sends clients elsewhere. */
class RedirectTest {
  private static final TargetUrl CONTOSO = new TargetUrl("https://contoso.com");

  private final TestCa ca = TestCa.create();
  @AutoClose private final TestMember member = TestMember.answering("secure");
  private final GatewayPlan plan = new GatewayPlan();

  RedirectTest() throws Exception {}

  @BeforeEach
  void sendFromHttpToHttps() throws Exception {
    plan.site("https").members(member).certificate(ca.issue("localhost"));
    redirect(RedirectType.PERMANENT, plan.site("https").listener());
  }

  private void redirect(RedirectType type, RedirectTarget target) {
    plan.site("http").redirect(new RedirectConfiguration("redirect", type, target, true, true));
  }

  private RawClient connect(RunningGateway gateway) throws Exception {
    return RawClient.connect(gateway.address("http"));
  }

  @Test
  void leadsFromHttpToHttpsOnTheLocalPort() throws Exception {
    try (RunningGateway gateway = plan.start();
        HttpClient client =
            HttpClient.newBuilder()
                .sslContext(ca.clientContext())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()) {
      URI http = URI.create("http://localhost:" + gateway.address("http").getPort() + "/a?b=c");
      var answer = client.send(HttpRequest.newBuilder(http).build(), BodyHandlers.ofString());

      int port = gateway.address("https").getPort();
      assertThat(answer.uri()).isEqualTo(URI.create("https://localhost:" + port + "/a?b=c"));
      assertThat(answer.body()).isEqualTo("secure");
      assertThat(member.requests().getFirst().startLine()).isEqualTo("GET /a?b=c HTTP/1.1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersWithTheStatusOfItsType(RedirectType type) throws Exception {
    redirect(type, CONTOSO);
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      RawAnswer answer = client.get("/a?b=c", "shop.test");

      assertThat(answer.status()).isEqualTo(type.status());
      assertThat(answer.field("Location")).isEqualTo("https://contoso.com/a?b=c");
    }
  }

  @Test
  void answersItselfAndKeepsTheConnection() throws Exception {
    redirect(RedirectType.FOUND, CONTOSO);
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      RawAnswer answer = client.get("/", "a");
      String trace = answer.field("X-AppGW-Trace-Id");

      assertThat(answer.head()).startsWith("HTTP/1.1 302 Found\r\n");
      assertThat(answer.field("Connection")).isNull();
      assertThat(answer.body()).contains("<h1>302 Found</h1>", trace);
      assertThat(client.get("/", "a").status()).isEqualTo(302);
      assertThat(member.requests()).isEmpty();
      assertThat(gateway.awaitLog(2).getFirst())
          .contains(
              "\"listenerName\":\"http\",\"ruleName\":\"http\",\"backendPoolName\":\"\"",
              "\"transactionId\":\"" + trace + "\"",
              "\"httpStatus\":302",
              "\"error_info\":\"ERRORINFO_NO_ERROR\"",
              "\"serverRouted\":\"\"");
    }
  }

  @Test
  void answersAHeadWithoutABody() throws Exception {
    redirect(RedirectType.FOUND, CONTOSO);
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.readAnswerToHead().field("Location")).isEqualTo("https://contoso.com/a");
      assertThat(client.readAnswer().field("Location")).isEqualTo("https://contoso.com/b");
    }
  }

  @Test
  void answersAPostWithoutTakingItsBody() throws Exception {
    redirect(RedirectType.TEMPORARY, CONTOSO);
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n");
      byte[] piece = new byte[100_000];
      for (int i = 0; i < 10; i++) client.send(piece);

      RawAnswer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(307);
      assertThat(answer.field("Connection")).isEqualTo("close");
    }
  }

  @Test
  void answersAClientThatWaitsForA100() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      String expect = "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n";

      assertThat(client.ask("POST / HTTP/1.1\r\nHost: a\r\n" + expect).status()).isEqualTo(301);
    }
  }

  @Test
  void answersAWebSocketHandshakeToo() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      client.send(WebSocketEnd.handshake("/chat", ""));
      RawAnswer answer = client.readAnswer();

      assertThat(answer.status()).isEqualTo(301);
      assertThat(answer.field("Location"))
          .isEqualTo("https://site.test:" + gateway.address("https").getPort() + "/chat");
      assertThat(gateway.gateway().sessions()).isEmpty();
    }
  }

  @Test
  void leadsAClientThatNamesNoHostToTheAddressThatItReached() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      assertThat(client.ask("GET /a HTTP/1.0\r\n\r\n").field("Location"))
          .isEqualTo("https://127.0.0.1:" + gateway.address("https").getPort() + "/a");
    }
  }

  @Test
  void redirectsByPathAndServesTheRest() throws Exception {
    plan.remove("http");
    plan.site("http").members(member).path("/old/*", to("https://contoso.com/new?a=b"));
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      assertThat(client.get("/OLD/%41?c=d", "a").field("Location"))
          .isEqualTo("https://contoso.com/new/OLD/A?a=b&c=d");
      assertThat(client.get("/", "a").body()).isEqualTo("secure");
    }
  }

  @Test
  void redirectsWhatNoPathNames() throws Exception {
    plan.remove("http");
    plan.site("http")
        .path("/health", plan.site("health").members(member).behindPaths())
        .redirect(to("https://contoso.com"));
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      assertThat(client.get("/a", "a").field("Location")).isEqualTo("https://contoso.com/a");
      assertThat(client.get("/health", "a").body()).isEqualTo("secure");
    }
  }

  private static RedirectConfiguration to(String url) {
    return new RedirectConfiguration("to", RedirectType.FOUND, new TargetUrl(url), true, true);
  }

  @Test
  void noPathAddsAHeaderField() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      RawAnswer answer = client.get("/%0d%0aSet-Cookie:%20a=b?%0d%0aX:y", "a");

      assertThat(answer.field("Location")).endsWith("/%0d%0aSet-Cookie:%20a=b?%0d%0aX:y");
      assertThat(answer.head()).doesNotContain("\nSet-Cookie", "\nX:");
    }
  }

  @Test
  void leadsToTheListenersNewPortAfterAChange() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway)) {
      client.get("/", "a");
      int before = gateway.address("https").getPort();
      plan.site("https").port(444);
      redirect(RedirectType.PERMANENT, plan.site("https").listener());
      gateway.apply(plan);

      int after = gateway.address("https").getPort();
      assertThat(after).isNotEqualTo(before);
      assertThat(client.get("/", "a").field("Location")).isEqualTo("https://a:" + after + "/");
    }
  }
}
