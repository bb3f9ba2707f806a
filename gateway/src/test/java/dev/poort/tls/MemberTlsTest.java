package dev.poort.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BackendTls;
import dev.poort.config.Probe;
import dev.poort.config.Protocol;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import dev.poort.testkit.TestMember;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HTTPS towards members: the chain and the name are checked. */
class MemberTlsTest {
  private final TestCa ca = TestCa.create();

  MemberTlsTest() throws Exception {}

  private static TestMember member(TestCertificate certificate) throws Exception {
    return TestMember.startTls(
        certificate.serverContext(), request -> request.answer(request.readBody() + "secret"));
  }

  /** A plan whose probe speaks clear text to another port, so that only requests meet TLS. */
  private GatewayPlan plan(TestMember member, TestMember probed) throws Exception {
    GatewayPlan plan = GatewayPlan.before(member).trusting(ca);
    plan.site()
        .membersOverTls()
        .probe(
            probe ->
                new Probe(
                    probe.name(),
                    Protocol.HTTP,
                    "a",
                    false,
                    "/",
                    probed.port(),
                    probe.interval(),
                    probe.timeout(),
                    1,
                    probe.match()));
    return plan;
  }

  private RawAnswer ask(GatewayPlan plan) throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      return client.get("/", "public.test");
    }
  }

  @Test
  void reachesAMemberWithATrustedCertificateForItsAddress() throws Exception {
    try (TestMember member = member(ca.issue("127.0.0.1"))) {
      GatewayPlan plan = GatewayPlan.before(member).trusting(ca);
      plan.site().membersOverTls();
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        for (int i = 0; i < 3; i++) {
          assertThat(client.get("/", "public.test").body()).isEqualTo("secret");
        }
        assertThat(member.connections()).isEqualTo(1);
      }
    }
  }

  @Test
  void checksTheNameAgainstTheHostOfTheSettings() throws Exception {
    try (TestMember member = member(ca.issue("inner.test"))) {
      GatewayPlan plan = GatewayPlan.before(member).trusting(ca);
      plan.site().membersOverTls().hostName("inner.test");
      assertThat(ask(plan).body()).isEqualTo("secret");
    }
  }

  @Test
  void checksTheNameAgainstTheMembersOwn() throws Exception {
    try (TestMember member = member(ca.issue("api.contoso.com"))) {
      GatewayPlan plan = new GatewayPlan().trusting(ca);
      plan.site().member("api.contoso.com", member.port()).membersOverTls().pickHostName();
      assertThat(ask(plan).body()).isEqualTo("secret");
    }
  }

  @Test
  void answers502WhenTheCertificateIsForAnotherName() throws Exception {
    try (TestMember member = member(ca.issue("other.test"));
        TestMember probed = TestMember.answering("")) {
      RawAnswer answer = ask(plan(member, probed));
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("member-certificate-name");
      assertThat(member.requests()).isEmpty();
    }
  }

  @Test
  void answers502WhenTheCertificateIsNotTrusted() throws Exception {
    try (TestMember member = member(TestCa.create().issue("127.0.0.1"));
        TestMember probed = TestMember.answering("")) {
      assertThat(ask(plan(member, probed)).body()).contains("member-certificate-untrusted");
      assertThat(member.requests()).isEmpty();
    }
  }

  @Test
  void answers502WhenTheCertificateHasEnded() throws Exception {
    try (TestMember member = member(ca.issueExpired("127.0.0.1"));
        TestMember probed = TestMember.answering("")) {
      assertThat(ask(plan(member, probed)).body()).contains("member-certificate-date");
    }
  }

  @Test
  void answers502WhenTheMemberSpeaksNoTls() throws Exception {
    try (TestMember member = TestMember.answering("clear text");
        TestMember probed = TestMember.answering("")) {
      GatewayPlan plan = plan(member, probed);
      plan.site().requestTimeout(Duration.ofMillis(500));
      RawAnswer answer = ask(plan);
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("member-tls");
    }
  }

  @Test
  void triesTheNextMemberWhenOneFailsItsHandshake() throws Exception {
    try (TestMember wrong = member(ca.issue("other.test"));
        TestMember right = member(ca.issue("127.0.0.1"));
        TestMember probed = TestMember.answering("")) {
      GatewayPlan plan = plan(wrong, probed);
      plan.site().members(right);
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        for (int i = 0; i < 4; i++) {
          assertThat(client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n+").body())
              .isEqualTo("+secret");
        }
      }
    }
  }

  private static BackendTls rules(List<X509Certificate> roots, List<X509Certificate> pinned) {
    return new BackendTls(roots, pinned, true, true, null);
  }

  /** What a request comes to under such rules, and what the probe's log says. */
  private void expect(TestCertificate shown, BackendTls rules, String body, String probeLog)
      throws Exception {
    try (TestMember member = member(shown);
        TestMember probed = TestMember.answering("")) {
      GatewayPlan plan = plan(member, probed);
      plan.site().membersOverTls(rules);
      assertThat(ask(plan).body()).contains(body);
      plan.site().probe(probe -> probe);
      try (RunningGateway gateway = plan.start()) {
        assertThat(gateway.gateway().backendHealth().toString()).contains(probeLog);
      }
    }
  }

  @Test
  void trustsTheRootsOfTheSettingsAndNoOther() throws Exception {
    TestCa own = TestCa.create();
    BackendTls rules = rules(List.of(own.certificate()), List.of());
    expect(own.issue("127.0.0.1"), rules, "secret", "Success");
    // The well-known CA of these tests.
    expect(
        ca.issue("127.0.0.1"),
        rules,
        "member-certificate-untrusted",
        "The TLS handshake failed: the certificate is not signed by a trusted CA");
  }

  @Test
  void takesThePinnedKeyWhateverElseItsCertificateSays() throws Exception {
    TestCertificate pinned = TestCa.create().issueExpired("other.test");
    BackendTls rules = rules(List.of(), List.of(pinned.certificate()));
    expect(pinned, rules, "secret", "Success");
    expect(
        ca.issue("127.0.0.1"),
        rules,
        "member-certificate-untrusted",
        "the certificate is none of authenticationCertificates");
  }

  @Test
  void asksNeitherForChainNorDatesWhereTheSettingsSaySo() throws Exception {
    BackendTls rules = new BackendTls(List.of(), List.of(), false, true, null);
    expect(TestCa.create().issueExpired("127.0.0.1"), rules, "secret", "Success");
    expect(
        TestCa.create().issue("other.test"),
        rules,
        "member-certificate-name",
        "the certificate is for another name");
  }

  @Test
  void asksForNoNameWhereTheSettingsSaySo() throws Exception {
    BackendTls rules = new BackendTls(List.of(), List.of(), true, false, null);
    expect(ca.issue("other.test"), rules, "secret", "Success");
    expect(
        ca.issueExpired("other.test"),
        rules,
        "member-certificate-date",
        "the certificate has expired");
  }

  @Test
  void takesAnyCertificateWhereNothingIsChecked() throws Exception {
    BackendTls rules = new BackendTls(List.of(), List.of(), false, false, null);
    expect(TestCa.create().issueExpired("other.test"), rules, "secret", "Success");
  }

  @Test
  void asksForTheNameOfSniNameAndLeavesHostAlone() throws Exception {
    BackendTls rules = new BackendTls(List.of(), List.of(), true, true, "inner.test");
    try (TestMember member = member(ca.issue("inner.test"));
        TestMember probed = TestMember.answering("")) {
      GatewayPlan plan = plan(member, probed);
      plan.site().membersOverTls(rules);
      assertThat(ask(plan).body()).isEqualTo("secret");
      assertThat(member.requests().getFirst().field("Host")).isEqualTo("public.test");
    }
  }

  @Test
  void judgesAnewWhenTheRulesChange() throws Exception {
    TestCa own = TestCa.create();
    try (TestMember member = member(own.issue("127.0.0.1"));
        TestMember probed = TestMember.answering("")) {
      GatewayPlan plan = plan(member, probed);
      plan.site().membersOverTls(rules(List.of(own.certificate()), List.of()));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        assertThat(client.get("/", "a").body()).isEqualTo("secret");
        plan.site().membersOverTls(rules(List.of(ca.certificate()), List.of()));
        gateway.apply(plan);
        assertThat(client.get("/", "a").status()).isEqualTo(502);
        plan.site().membersOverTls(rules(List.of(own.certificate()), List.of()));
        gateway.apply(plan);
        assertThat(client.get("/", "a").body()).isEqualTo("secret");
        assertThat(member.connections()).isEqualTo(2);
      }
    }
  }
}
