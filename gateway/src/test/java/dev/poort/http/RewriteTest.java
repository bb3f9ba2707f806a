package dev.poort.http;

import static dev.poort.testkit.Rewrite.rule;
import static dev.poort.testkit.Rewrite.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.Rewrite;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rewrite sets at work between a client and a member. */
class RewriteTest {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nServer: secret\r\nSet-Cookie: a=1; Path=/\r\n"
          + "Set-Cookie: b=2; Path=/\r\nLocation: http://app.azurewebsites.net/path2\r\n\r\nok";

  private record Seen(MemberRequest request, RawAnswer answer) {}

  private static Seen seen(String request, Rewrite... rules) throws Exception {
    try (TestMember member = TestMember.start(asked -> asked.send(ANSWER))) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site().rewrites(set(rules));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        RawAnswer answer = client.ask(request);
        return new Seen(member.requests().getFirst(), answer);
      }
    }
  }

  private static String get(String target, String lines) {
    return "GET " + target + " HTTP/1.1\r\nHost: contoso.com:8080\r\n" + lines + "\r\n";
  }

  @Test
  void setsReplacesAndDeletesRequestHeaders() throws Exception {
    MemberRequest request =
        seen(
                get("/", "X-Old: 1\r\nX-Gone: 1\r\n"),
                rule("headers")
                    .request("X-New", "made")
                    .request("x-old", "2")
                    .request("X-Gone", ""))
            .request();

    assertThat(request.field("X-New")).isEqualTo("made");
    assertThat(request.field("X-Old")).isEqualTo("2");
    assertThat(request.field("X-Gone")).isNull();
  }

  @Test
  void setsReplacesAndDeletesResponseHeaders() throws Exception {
    RawAnswer answer =
        seen(
                get("/", ""),
                rule("headers")
                    .response("Strict-Transport-Security", "max-age=31536000")
                    .response("Location", "https://contoso.com/")
                    .response("Server", ""))
            .answer();

    assertThat(answer.field("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(answer.field("Location")).isEqualTo("https://contoso.com/");
    assertThat(answer.field("Server")).isNull();
    assertThat(answer.body()).isEqualTo("ok");
  }

  @Test
  void rewritesPathAndQuery() throws Exception {
    MemberRequest request =
        seen(
                get("/fashion/shirts?x=1", ""),
                rule("shop")
                    .when("var_uri_path", "/(.+)/(.+)")
                    .url("buy.aspx", "category={var_uri_path_1}&product={var_uri_path_2}"))
            .request();

    assertThat(request.startLine())
        .isEqualTo("GET /buy.aspx?category=fashion&product=shirts HTTP/1.1");
    assertThat(request.field("X-Original-URL")).isEqualTo("/fashion/shirts?x=1");
  }

  @Test
  void aClientCannotHaveAHeaderOfASetTakenOutAsOneHops() throws Exception {
    MemberRequest request =
        seen(get("/", "Connection: X-Checked, close\r\n"), rule("r").request("X-Checked", "no"))
            .request();

    assertThat(request.field("X-Checked")).isEqualTo("no");
  }

  @Test
  void writesWhatTheGatewayAddsToo() throws Exception {
    MemberRequest request =
        seen(
                get("/", "X-Forwarded-For: 10.0.0.1\r\n"),
                rule("r")
                    .request("X-Forwarded-For", "{var_add_x_forwarded_for_proxy}")
                    .request("X-Original-URL", "")
                    .request("Host", "{var_host}.internal"))
            .request();

    assertThat(request.field("X-Forwarded-For")).isEqualTo("10.0.0.1, 127.0.0.1");
    assertThat(request.field("X-Original-URL")).isNull();
    assertThat(request.field("Host")).isEqualTo("contoso.com.internal");
    assertThat(request.field("X-Original-Host")).isEqualTo("contoso.com:8080");
  }

  @Test
  void rewritesThoseLinesOfAHeaderThatAMatcherMeans() throws Exception {
    RawAnswer answer =
        seen(
                get("/", ""),
                rule("r").response("Set-Cookie", "(b=.*)", "{capt_header_value_matcher_1}; Secure"))
            .answer();

    assertThat(answer.fields("Set-Cookie"))
        .isEqualTo(List.of("a=1; Path=/", "b=2; Path=/; Secure"));
  }
}
