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
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
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

  @Test
  void theLogSaysWhatTheClientWroteAndWhatTheMemberWasAsked() throws Exception {
    try (TestMember member = TestMember.answering("ok")) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site().rewrites(set(rule("r").url("/new", "b=2"))).overridePath("/static/");
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        client.get("/old?a=1", "contoso.com");

        assertThat(gateway.awaitLog(1).getFirst())
            .contains(
                "\"originalRequestUriWithArgs\":\"/old?a=1\"",
                "\"requestUri\":\"/static/new\"",
                "\"requestQuery\":\"b=2\"");
      }
    }
  }

  @Test
  void choosesTheMembersByTheRewrittenPathWhereItReroutes() throws Exception {
    try (TestMember lists = TestMember.answering("lists");
        TestMember shoes = TestMember.answering("shoes")) {
      GatewayPlan plan = GatewayPlan.before(lists);
      var shoeSite = plan.site("shoes").members(shoes).behindPaths();
      plan.site()
          .rewrites(set(rule("r").when("var_query_string", "category=shoes").reroute("/listing1")))
          .path("/listing1", shoeSite);
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        assertThat(client.get("/listing?category=shoes", "a").body()).isEqualTo("shoes");
        assertThat(client.get("/listing?category=any", "a").body()).isEqualTo("lists");
        assertThat(gateway.awaitLog(2).getFirst()).contains("\"backendPoolName\":\"shoes\"");
      }
    }
  }

  @Test
  void aLoopIs500AndHarmsNobodyElse() throws Exception {
    try (TestMember member = TestMember.answering("ok")) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site()
          .rewrites(set(rule("r").when("var_query_string", "loop").reroute("/again")))
          .path("/other", plan.site("other").members(member).behindPaths());
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        RawAnswer refused = client.get("/?loop", "a");

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.body()).contains("<p>rewrite-loop</p>");
        assertThat(client.get("/", "a").body()).isEqualTo("ok");
        assertThat(gateway.awaitLog(2).getFirst()).contains("\"failure\":\"rewrite-loop\"");
        assertThat(member.requests()).hasSize(1);
      }
    }
  }

  @Test
  void aPathThatLeadsOutOfItselfNeverReachesAMember() throws Exception {
    try (TestMember member = TestMember.answering("ok")) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site()
          .rewrites(
              set(
                  rule("r")
                      .when("var_query_string", "file=(.*)")
                      .url("/files/{var_query_string_1}", "")));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        RawAnswer refused = client.get("/?file=..%2F..%2Fetc", "a");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("<p>unsafe-rewrite</p>");
        assertThat(member.requests()).isEmpty();
        assertThat(client.get("/?file=a", "a").body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void aConditionOnThePathSeesItInNormalForm() throws Exception {
    var seen =
        seen(
            get("/x/%2e%2e/%61dmin/a", ""),
            rule("r").when("var_uri_path", "^/admin/").request("X-Admin", "1"));

    assertThat(seen.request().field("X-Admin")).isEqualTo("1");
    assertThat(seen.request().startLine()).isEqualTo("GET /admin/a HTTP/1.1");
  }

  @Test
  void theGatewaysOwnAnswersAreNotRewritten() throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site().rewrites(set(rule("r").response("X-Rewritten", "1")));
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/", "a");

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.field("X-Rewritten")).isNull();
    }
  }

  @Test
  void rewritesTheHandshakeOfAWebSocketAndNothingAfterIt() throws Exception {
    try (TestMember member =
        TestMember.start(request -> WebSocketEnd.agree(request, "Server: secret\r\n"))) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site()
          .rewrites(
              set(
                  rule("r")
                      .when("var_uri_path", "^/(.*)$")
                      .request("X-Room", "{var_uri_path_1}")
                      .response("Server", "")
                      .response("X-Via", "gateway")
                      .url("/chat", "room={var_uri_path_1}")));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        client.send(WebSocketEnd.handshake("/lobby", ""));
        String head = client.readHead();

        assertThat(head).startsWith("HTTP/1.1 101 ").contains("X-Via: gateway");
        assertThat(head).doesNotContain("Server");
        MemberRequest request = member.requests().getFirst();
        assertThat(request.startLine()).isEqualTo("GET /chat?room=lobby HTTP/1.1");
        assertThat(request.field("X-Room")).isEqualTo("lobby");
      }
    }
  }

  @Test
  void aReloadTakesOverAChangedSet() throws Exception {
    try (TestMember member = TestMember.start(asked -> asked.send(ANSWER))) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site().rewrites(set(rule("r").response("X-Version", "1")));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        assertThat(client.get("/", "a").field("X-Version")).isEqualTo("1");
        plan.site().rewrites(set(rule("r").response("X-Version", "2")));
        gateway.apply(plan);

        assertThat(client.get("/", "a").field("X-Version")).isEqualTo("2");
      }
    }
  }

  @Test
  void knowsTheClientsConnection() throws Exception {
    try (TestMember member = TestMember.answering("ok")) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site()
          .rewrites(
              set(
                  rule("r")
                      .request("X-Client", "{var_client_ip}:{var_client_port}")
                      .request("X-Port", "{var_server_port}")
                      .request("X-Rtt", "rtt {var_client_tcp_rtt}")
                      .request("X-Tls", "[{var_ssl_enabled}{var_ssl_connection_protocol}]")
                      .request("X-Certificate", "{var_client_certificate_verification}")));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        client.get("/", "a");

        MemberRequest request = member.requests().getFirst();
        assertThat(request.field("X-Client"))
            .isEqualTo("127.0.0.1:" + client.socket().getLocalPort());
        assertThat(request.field("X-Port"))
            .isEqualTo(Integer.toString(gateway.address().getPort()));
        assertThat(request.field("X-Rtt")).matches("rtt [0-9]+");
        assertThat(request.field("X-Tls")).isEqualTo("[]");
        assertThat(request.field("X-Certificate")).isEqualTo("NONE");
      }
    }
  }

  @Test
  void knowsTheTlsOfTheClientsConnection() throws Exception {
    TestCa ca = TestCa.create();
    try (TestMember member = TestMember.answering("ok")) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site()
          .certificate(ca.issue("localhost"))
          .rewrites(
              set(
                  rule("r")
                      .request("X-Tls", "{var_ssl_enabled} {var_ssl_connection_protocol}")
                      .request("X-Cipher", "{var_ciphers_used}")
                      .request("X-Scheme", "{var_request_scheme}")));
      try (RunningGateway gateway = plan.start();
          RawClient client =
              RawClient.connectTls(gateway.address(), ca.clientContext(), "localhost")) {
        client.get("/", "localhost");

        MemberRequest request = member.requests().getFirst();
        assertThat(request.field("X-Tls")).matches("On TLSv1\\.[23]");
        assertThat(request.field("X-Cipher")).startsWith("TLS_");
        assertThat(request.field("X-Scheme")).isEqualTo("https");
      }
    }
  }
}
