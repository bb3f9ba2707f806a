package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.PredefinedSslPolicy;
import dev.poort.config.SslPolicy;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import org.junit.jupiter.api.Test;

/** What the gateway takes out of requests and answers and what it adds. */
class HeadersTest {
  /** The request that a member gets for one that a client sends. */
  private static MemberRequest forwarded(String request) throws Exception {
    return forwarded(request, new GatewayPlan());
  }

  private static MemberRequest forwarded(String request, GatewayPlan plan) throws Exception {
    try (TestMember member = TestMember.answering("")) {
      plan.site().members(member);
      return forwarded(request, plan, member);
    }
  }

  private static MemberRequest forwarded(String request, GatewayPlan plan, TestMember member)
      throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.ask(request);
      return member.requests().getFirst();
    }
  }

  private static String get(String lines) {
    return "GET /a?b HTTP/1.1\r\nHost: site.test:81\r\n" + lines + "\r\n";
  }

  @Test
  void saysWhereTheRequestCameFrom() throws Exception {
    try (TestMember member = TestMember.answering("");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.ask(get(""));

      MemberRequest request = member.requests().getFirst();
      int clientPort = client.socket().getLocalPort();
      assertThat(request.field("X-Forwarded-For")).isEqualTo("127.0.0.1:" + clientPort);
      assertThat(request.field("X-Forwarded-Proto")).isEqualTo("http");
      assertThat(request.field("X-Forwarded-Port"))
          .isEqualTo(Integer.toString(gateway.address().getPort()));
      assertThat(request.field("X-Original-Host")).isEqualTo("site.test:81");
      assertThat(request.field("X-Original-URL")).isEqualTo("/a?b");
      assertThat(request.field("X-AppGW-Trace-Id")).matches("[0-9a-f]{32}");
    }
  }

  /** What a member gets from a client over TLS. */
  private static MemberRequest forwardedOverTls(PredefinedSslPolicy policy) throws Exception {
    TestCa ca = TestCa.create();
    GatewayPlan plan = new GatewayPlan();
    try (TestMember member = TestMember.answering("")) {
      plan.site().members(member).certificate(ca.issue("site.test"));
      plan.site().sslPolicy(SslPolicy.predefined(policy));
      try (RunningGateway gateway = plan.start();
          RawClient client =
              RawClient.connectTls(gateway.address(), ca.clientContext(), "site.test")) {
        client.ask(get("X-Azure-JA4-Fingerprint: forged\r\n"));
        return member.requests().getFirst();
      }
    }
  }

  @Test
  void saysWhichSoftwareBeganTheHandshake() throws Exception {
    assertThat(forwardedOverTls(PredefinedSslPolicy.V20220101).field("X-Azure-JA4-Fingerprint"))
        .matches("t13d\\d{4}00_[0-9a-f]{12}_[0-9a-f]{12}");
  }

  @Test
  void doesNotSayItUnderOlderPolicies() throws Exception {
    assertThat(forwardedOverTls(PredefinedSslPolicy.V20170401S).field("X-Azure-JA4-Fingerprint"))
        .isNull();
  }

  @Test
  void believesNoFingerprintOfTheClientsOwn() throws Exception {
    assertThat(
            forwarded(get("X-Azure-JA4-Fingerprint: forged\r\n")).field("X-Azure-JA4-Fingerprint"))
        .isNull();
  }

  @Test
  void appendsTheClientToTheGatewaysBeforeIt() throws Exception {
    MemberRequest request =
        forwarded(get("X-Forwarded-For: 192.0.2.1:5\r\nx-forwarded-for: 192.0.2.2\r\n"));
    assertThat(request.field("X-Forwarded-For")).matches("192.0.2.1:5, 192.0.2.2, 127.0.0.1:\\d+");
    assertThat(request.head().toLowerCase(java.util.Locale.ROOT).split("x-forwarded-for"))
        .hasSize(2);
  }

  @Test
  void takesAnEmptyForwardedForAsNone() throws Exception {
    assertThat(forwarded(get("X-Forwarded-For:\r\n")).field("X-Forwarded-For"))
        .matches("127.0.0.1:\\d+");
  }

  @Test
  void replacesWhatAClientSaysOfItselfButForwardedFor() throws Exception {
    MemberRequest request =
        forwarded(
            get(
                "X-Forwarded-Proto: https\r\nX-Forwarded-Port: 1\r\nX-Original-Host: evil\r\n"
                    + "X-Original-URL: /evil\r\nX-AppGW-Trace-Id: evil\r\n"));
    assertThat(request.head()).doesNotContain("evil");
    assertThat(request.field("X-Forwarded-Proto")).isEqualTo("http");
  }

  @Test
  void letsNoClientWithoutAHostSayWhatItsHostWas() throws Exception {
    MemberRequest request = forwarded("GET / HTTP/1.0\r\nX-Original-Host: evil\r\n\r\n");
    assertThat(request.head()).doesNotContain("evil");
  }

  @Test
  void givesEveryRequestATraceIdOfItsOwn() throws Exception {
    try (TestMember member = TestMember.answering("");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.ask(get(""));
      client.ask(get(""));
      assertThat(member.requests().get(0).field("X-AppGW-Trace-Id"))
          .isNotEqualTo(member.requests().get(1).field("X-AppGW-Trace-Id"));
    }
  }

  @Test
  void takesOutOfARequestWhatConcernsOneHop() throws Exception {
    MemberRequest request =
        forwarded(
            get(
                "Connection: keep-alive, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
                    + "TE: trailers\r\nUpgrade: h2c\r\nProxy-Connection: keep-alive\r\n"
                    + "Proxy-Authorization: secret\r\nX-Kept: 2\r\n"));
    assertThat(request.head())
        .doesNotContain("X-Hop", "Keep-Alive", "h2c", "Proxy-")
        .contains("X-Kept: 2\r\n");
  }

  @Test
  void tellsAMemberAnewThatTrailersAreTaken() throws Exception {
    MemberRequest request = forwarded(get("Connection: TE\r\nTE: trailers, deflate\r\n"));
    assertThat(request.head()).contains("\r\nConnection: TE\r\n", "\r\nTE: trailers\r\n");
  }

  @Test
  void takesOutOfAnAnswerWhatConcernsOneHop() throws Exception {
    try (TestMember member =
            TestMember.start(
                request ->
                    request.send(
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: X-Hop\r\nX-Hop: 1\r\n"
                            + "Keep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\n"
                            + "Set-Cookie: a=b\r\nSet-Cookie: c=d\r\nServer: me\r\n\r\n"));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.ask(get(""));
      assertThat(answer.head())
          .isEqualTo(
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n"
                  + "Server: me\r\n\r\n");
    }
  }

  @Test
  void passesAllOtherFieldsOnAsTheyCame() throws Exception {
    String lines =
        "cookie: a=b; c=d\r\nOrigin: http://x\r\nX-UPPER: Caf\u00e9\r\nAccept: a\r\nAccept: b\r\n";
    assertThat(forwarded(get(lines)).head()).contains(lines);
  }

  @Test
  void sendsTheAuthorityOfAnAbsoluteFormAsTheHost() throws Exception {
    MemberRequest request =
        forwarded("GET http://other.test/x?y HTTP/1.1\r\nHost: site.test\r\n\r\n");
    assertThat(request.startLine()).isEqualTo("GET /x?y HTTP/1.1");
    assertThat(request.field("Host")).isEqualTo("other.test");
    assertThat(request.field("X-Original-Host")).isEqualTo("other.test");
    assertThat(request.head()).doesNotContain("site.test");
  }

  @Test
  void overridesTheHostWithThatOfTheSettings() throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site().hostName("inner.test");
    MemberRequest request = forwarded(get(""), plan);
    assertThat(request.field("Host")).isEqualTo("inner.test");
    assertThat(request.field("X-Original-Host")).isEqualTo("site.test:81");
  }

  @Test
  void picksTheHostFromTheMembersAddress() throws Exception {
    try (TestMember member = TestMember.answering("")) {
      GatewayPlan plan = new GatewayPlan();
      plan.site().member("api.contoso.com", member.port()).pickHostName();
      assertThat(forwarded(get(""), plan, member).field("Host")).isEqualTo("api.contoso.com");
    }
  }

  @Test
  void sendsTheMembersOwnAddressWhenAnHttp10ClientNamesNoHost() throws Exception {
    try (TestMember member = TestMember.answering("")) {
      MemberRequest request =
          forwarded("GET / HTTP/1.0\r\n\r\n", GatewayPlan.before(member), member);
      assertThat(request.startLine()).isEqualTo("GET / HTTP/1.1");
      assertThat(request.field("Host")).isEqualTo("127.0.0.1:" + member.port());
    }
  }
}
