package dev.poort.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ClientAuthentication;
import dev.poort.config.ClientAuthentication.Mode;
import dev.poort.config.ClientAuthentication.Revocation;
import dev.poort.config.RewriteRule;
import dev.poort.config.RewriteRuleSet;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.OcspResponder;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import dev.poort.testkit.TestMember;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that prove who they are: every failure is a 400, as in Azure. */
class ClientAuthenticationTest {
  private final TestCa ca = TestCa.create();
  private final TestCa clients = TestCa.create();
  @AutoClose private final TestMember member = TestMember.answering("hello");
  private final GatewayPlan plan = GatewayPlan.before(member);

  ClientAuthenticationTest() throws Exception {
    plan.site().certificate(ca.issue("localhost")).clients(strict(List.of(clients.certificate())));
  }

  private static ClientAuthentication strict(List<X509Certificate> chain) {
    return new ClientAuthentication(List.of(chain), false, Revocation.NONE, Mode.STRICT);
  }

  private RawClient connect(
      RunningGateway gateway, @Nullable TestCertificate own, String... protocols) throws Exception {
    return RawClient.connectTls(gateway.address(), ca.clientContext(own), "localhost", protocols);
  }

  private RawAnswer ask(@Nullable TestCertificate own) throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway, own)) {
      return client.get("/", "localhost");
    }
  }

  private String verification(@Nullable TestCertificate own) throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway, own)) {
      client.get("/", "localhost");
      String line = gateway.awaitLog(1).getFirst();
      String begin = "\"sslClientVerify\":\"";
      int from = line.indexOf(begin) + begin.length();
      return line.substring(from, line.indexOf('"', from));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void servesAClientWithAGoodCertificate(String protocol) throws Exception {
    TestCertificate own = clients.issueToClient("CN=alice,O=Contoso");
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway, own, protocol)) {
      assertThat(client.get("/", "localhost").body()).isEqualTo("hello");
      assertThat(gateway.awaitLog(1).getFirst())
          .contains(
              "\"sslClientVerify\":\"SUCCESS\"",
              "\"sslClientCertificateFingerprint\":\""
                  + CertificateText.fingerprint(own.certificate())
                  + "\"",
              "\"sslClientCertificateIssuerName\":\"CN=Poort test CA\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void refusesAClientWithoutACertificateAfterTheHandshake(String protocol) throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway, null, protocol)) {
      RawAnswer answer = client.get("/", "localhost");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("No required SSL certificate was sent");
      assertThat(member.requests()).isEmpty();
      assertThat(gateway.awaitLog(1).getFirst())
          .contains(
              "\"sslClientVerify\":\"NONE\"",
              "\"error_info\":\"ERRORINFO_HTTPS_NO_CERT\"",
              "\"failure\":\"client-certificate-missing\"");
    }
  }

  @Test
  void refusesACertificateThatSomebodyElseHasSigned() throws Exception {
    TestCertificate foreign = TestCa.create().issueToClient("CN=mallory");
    RawAnswer answer = ask(foreign);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("The SSL certificate error");
    assertThat(verification(foreign)).startsWith("FAILED:unable to ");
  }

  @Test
  void refusesACertificateThatHasExpired() throws Exception {
    Instant now = Instant.now();
    TestCertificate late =
        clients.issue(
            it ->
                it.subject("CN=late")
                    .addExtendedKeyUsageClientAuth()
                    .notBefore(now.minus(Duration.ofDays(9)))
                    .notAfter(now.minus(Duration.ofDays(1))));
    assertThat(verification(late)).isEqualTo("FAILED:certificate has expired");
  }

  @Test
  void refusesACertificateThatIsForServers() throws Exception {
    TestCertificate server =
        clients.issue(it -> it.subject("CN=server").addExtendedKeyUsageServerAuth());
    assertThat(verification(server)).isEqualTo("FAILED:unsupported certificate purpose");
  }

  @Test
  void takesACertificateFromAnAuthorityBelowTheRoot() throws Exception {
    TestCa below = clients.below("CN=Below");
    plan.site().clients(strict(List.of(clients.certificate(), below.certificate())));
    assertThat(verification(below.issueToClient("CN=bob"))).isEqualTo("SUCCESS");
  }

  @Test
  void wantsTheLastAuthorityOfTheChainToHaveSignedWhereTheIssuersNameIsChecked() throws Exception {
    TestCa below = clients.below("CN=Below");
    plan.site()
        .clients(
            new ClientAuthentication(
                List.of(List.of(clients.certificate(), below.certificate())),
                true,
                Revocation.NONE,
                Mode.STRICT));
    assertThat(verification(below.issueToClient("CN=bob"))).isEqualTo("SUCCESS");
    assertThat(verification(clients.issueToClient("CN=eve")))
        .isEqualTo("FAILED:unable to verify the client certificate issuer");
  }

  @Test
  void tellsMembersWhoAClientIsWhereARewriteSaysSo() throws Exception {
    var header =
        new RewriteRule.Header(
            "X-Client",
            "{var_client_certificate_verification} {var_client_certificate_subject}",
            null);
    var rule = new RewriteRule("who", 1, List.of(), List.of(header), List.of(), null);
    plan.site().rewrites(new RewriteRuleSet("set", List.of(rule)));
    ask(clients.issueToClient("CN=alice"));

    assertThat(member.requests().getFirst().field("X-Client")).isEqualTo("SUCCESS CN=alice");
  }

  @Test
  void passesEveryClientThroughAndSaysWhoItIs() throws Exception {
    plan.site()
        .clients(new ClientAuthentication(List.of(), false, Revocation.NONE, Mode.PASSTHROUGH));
    assertThat(ask(null).body()).isEqualTo("hello");
    TestCertificate any = TestCa.create().issueToClient("CN=anybody");
    assertThat(ask(any).body()).isEqualTo("hello");
    assertThat(verification(any)).startsWith("FAILED:unable to ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void judgesTheCertificateOfAResumedSessionByTheRulesOfToday(String protocol) throws Exception {
    SSLContext own = ca.clientContext(clients.issueToClient("CN=alice"));
    try (RunningGateway gateway = plan.start()) {
      Resumption.begin(gateway.address(), own, "localhost", protocol);
      // The port's TLS stays as it is; only who clients may be changes.
      try (RawClient again = RawClient.connectTls(gateway.address(), own, "localhost", protocol)) {
        assertThat(Resumption.isResumed(again)).isTrue();
        assertThat(again.get("/", "localhost").body()).isEqualTo("hello");
      }
      assertThat(gateway.awaitLog(2))
          .allSatisfy(line -> assertThat(line).contains("\"sslClientVerify\":\"SUCCESS\""));
      plan.site().clients(strict(List.of(TestCa.create().certificate())));
      gateway.apply(plan);
      try (RawClient later = RawClient.connectTls(gateway.address(), own, "localhost", protocol)) {
        assertThat(later.get("/", "localhost").status()).isEqualTo(400);
      }
    }
  }

  @Test
  void leavesConnectionsAloneWhenARuleForClientsComes() throws Exception {
    plan.site().clients(null);
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway, null)) {
      assertThat(client.get("/", "localhost").status()).isEqualTo(200);
      plan.site().clients(strict(List.of(clients.certificate())));
      gateway.apply(plan);
      assertThat(client.get("/", "localhost").status()).isEqualTo(200);
      try (RawClient later = connect(gateway, null)) {
        assertThat(later.get("/", "localhost").status()).isEqualTo(400);
      }
    }
  }

  private GatewayPlan withOcsp() {
    plan.site()
        .clients(
            new ClientAuthentication(
                List.of(List.of(clients.certificate())), false, Revocation.OCSP, Mode.STRICT));
    return plan;
  }

  @Test
  void servesAClientWhoseCertificateTheResponderKnowsAsGoodAndAsksOnce() throws Exception {
    try (OcspResponder responder = OcspResponder.of(clients);
        RunningGateway gateway = withOcsp().start()) {
      TestCertificate own =
          clients.issue(
              it -> responder.named(it).subject("CN=alice").addExtendedKeyUsageClientAuth());
      for (int i = 0; i < 3; i++) {
        try (RawClient client = connect(gateway, own)) {
          assertThat(client.get("/", "localhost").body()).isEqualTo("hello");
        }
      }
      assertThat(responder.asked()).isEqualTo(1);
    }
  }

  @Test
  void refusesARevokedCertificate() throws Exception {
    try (OcspResponder responder = OcspResponder.of(clients)) {
      withOcsp();
      TestCertificate own =
          clients.issue(
              it -> responder.named(it).subject("CN=alice").addExtendedKeyUsageClientAuth());
      responder.revoke(own);
      assertThat(verification(own)).isEqualTo("FAILED:certificate revoked");
    }
  }

  @Test
  void refusesACertificateWhoseResponderDoesNotAnswer() throws Exception {
    try (OcspResponder responder = OcspResponder.of(clients)) {
      withOcsp();
      TestCertificate own =
          clients.issue(
              it -> responder.named(it).subject("CN=alice").addExtendedKeyUsageClientAuth());
      responder.answerWith(503);
      assertThat(verification(own)).isEqualTo("FAILED:certificate status request failed");
    }
  }

  @Test
  void refusesACertificateThatNamesNoResponder() throws Exception {
    withOcsp();
    assertThat(verification(clients.issueToClient("CN=alice")))
        .isEqualTo("FAILED:certificate status request failed");
  }

  @Test
  void believesNoAnswerThatAStrangerHasSigned() throws Exception {
    try (OcspResponder responder = OcspResponder.signedBy(TestCa.create(), clients)) {
      withOcsp();
      TestCertificate own =
          clients.issue(
              it -> responder.named(it).subject("CN=alice").addExtendedKeyUsageClientAuth());
      assertThat(verification(own)).isEqualTo("FAILED:certificate status request failed");
    }
  }
}
