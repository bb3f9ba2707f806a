package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Limits;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients that speak HTTP in clear text to a port of TLS. */
class PlainHttpTest {
  private final TestCa ca = TestCa.create();
  @AutoClose private final TestMember member = TestMember.answering("hello");
  private final GatewayPlan plan = new GatewayPlan();

  PlainHttpTest() throws Exception {
    plan.site("web").members(member).certificate(ca.issue("shop.test"));
  }

  @Test
  void aPlainRequestIsToldWhereItHasCome() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/a?b", "shop.test");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body())
          .contains("The plain HTTP request was sent to HTTPS port", "plain-http");
      assertThat(answer.field("Connection")).isEqualTo("close");
      client.awaitEnd();
      assertThat(member.requests()).isEmpty();
    }
  }

  @Test
  void theAccessLogHasIt() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.get("/a?b", "shop.test");

      assertThat(gateway.awaitLog(1).getFirst())
          .contains("\"httpMethod\":\"GET\"", "\"originalRequestUriWithArgs\":\"/a?b\"")
          .contains("\"error_info\":\"ERRORINFO_HTTP_TO_HTTPS_PORT\"", "\"sslEnabled\":\"off\"")
          .contains("\"failure\":\"plain-http\"");
    }
  }

  @Test
  void itIsTheSameWhereClientsMayChooseHttp2() throws Exception {
    plan.http2();
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      assertThat(client.get("/", "shop.test").body()).contains("plain-http");
    }
  }

  @Test
  void aPlainRequestThatDoesNotEndIsCutOff() throws Exception {
    Limits quick = new Limits(4096, 1024, 1 << 20, Duration.ofMillis(300), Duration.ofSeconds(20));
    try (RunningGateway gateway = plan.limits(quick).start();
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost:");

      assertThat(client.readAnswer().status()).isEqualTo(408);
    }
  }

  @Test
  void whatIsNeitherTlsNorHttpGetsNoAnswer() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.send("\0\1\2\3\4\5\6\7");

      client.awaitEnd();
    }
  }
}
