package dev.poort.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Probe;
import dev.poort.config.Protocol;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import dev.poort.testkit.TestMember;
import java.time.Duration;
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
}
