package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.CustomError;
import dev.poort.config.ErrorPage;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Pages that stand in for the gateway's own (ARM: customErrorConfigurations). */
class ErrorPagesTest {
  private static final String SORRY = "<h1>Sorry \u2013 back soon</h1>";
  private static final CustomError ON_502 =
      new CustomError(502, "https://contoso.com/502.html", html(SORRY));

  private final GatewayPlan plan = new GatewayPlan();

  private static ErrorPage html(String text) {
    return new ErrorPage("text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isServedWithTheStatusThatItStandsFor() throws Exception {
    plan.site("web").withoutMembers().customErrors(ON_502);
    try (RunningGateway gateway = plan.start();
        RawClient client = RawClient.connect(gateway.address("web"))) {
      RawAnswer answer = client.get("/", "shop.test");

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.field("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(answer.body().getBytes(StandardCharsets.ISO_8859_1))
          .isEqualTo(SORRY.getBytes(StandardCharsets.UTF_8));
      assertThat(answer.field("X-AppGW-Trace-Id")).hasSize(32);
    }
  }

  @Test
  void hasNoBodyForAHeadRequest() throws Exception {
    plan.site("web").withoutMembers().customErrors(ON_502);
    try (RunningGateway gateway = plan.start();
        RawClient client = RawClient.connect(gateway.address("web"))) {
      client.send("HEAD / HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n");
      RawAnswer answer = client.readAnswerToHead();

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.field("Content-Length"))
          .isEqualTo("" + SORRY.getBytes(StandardCharsets.UTF_8).length);
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void ofAnotherStatusLeavesTheGatewaysOwn() throws Exception {
    plan.site("web").withoutMembers().customErrors(new CustomError(503, "x", html("other")));
    try (RunningGateway gateway = plan.start();
        RawClient client = RawClient.connect(gateway.address("web"))) {
      assertThat(client.get("/", "shop.test").body()).contains("no-healthy-member");
    }
  }

  @Test
  void doesNotTakeThePlaceOfAMembersOwnError() throws Exception {
    String answer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\nmine";
    try (TestMember failing = TestMember.start(request -> request.send(answer))) {
      plan.site("web").members(failing).customErrors(ON_502);
      try (RunningGateway gateway = plan.start();
          RawClient client = RawClient.connect(gateway.address("web"))) {
        assertThat(client.get("/", "shop.test").body()).isEqualTo("mine");
      }
    }
  }

  @Test
  void ofOneListenerIsNotAnothers() throws Exception {
    plan.site("web").hosts("web.test").withoutMembers().customErrors(ON_502);
    plan.site("api").hosts("api.test").withoutMembers();
    try (RunningGateway gateway = plan.start();
        RawClient client = RawClient.connect(gateway.address("web"))) {
      assertThat(client.get("/", "api.test").body()).contains("no-healthy-member");
      assertThat(client.get("/", "web.test").status()).isEqualTo(502);
    }
  }
}
