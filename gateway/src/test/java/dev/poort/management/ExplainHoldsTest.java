package dev.poort.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.BackendHttpSettings;
import dev.poort.config.ClientAuthentication;
import dev.poort.config.ClientAuthentication.Mode;
import dev.poort.config.ClientAuthentication.Revocation;
import dev.poort.explain.Explanation;
import dev.poort.explain.ExplanationText;
import dev.poort.explain.Outcome;
import dev.poort.explain.Question;
import dev.poort.telemetry.Failure;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.NameServer;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is explained of handshakes, names and cookies is what happens to real requests. */
class ExplainHoldsTest {
  @AutoClose private final TestMember one = TestMember.answering("one");
  @AutoClose private final TestMember two = TestMember.answering("two");

  ExplainHoldsTest() throws Exception {}

  private static Explanation explain(
      RunningGateway gateway, String scheme, @Nullable String sni, String... headers) {
    String url = scheme + "://127.0.0.1:" + gateway.address().getPort() + "/";
    Question question = Question.of("GET", url, List.of(headers), sni, Question.DEFAULT_CLIENT);
    return ExplainEndpoint.explain(question, List.of(gateway.gateway()));
  }

  private static Failure refused(Explanation explanation) {
    assertThat(explanation.outcome()).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) explanation.outcome()).failure();
  }

  private static String text(Explanation explanation) {
    return new ExplanationText(explanation).toString();
  }

  /** Two hosts on one port, of which the second asks its clients for certificates. */
  private GatewayPlan plan(TestCa ca) throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site("open").members(one).hosts("open.test").certificate(ca.issue("open.test"));
    plan.site("closed").members(one).hosts("closed.test").certificate(ca.issue("closed.test"));
    var strict =
        new ClientAuthentication(
            List.of(List.of(ca.certificate())), false, Revocation.NONE, Mode.STRICT);
    plan.site("closed").clients(strict);
    return plan;
  }

  @Test
  void aHostOfAListenerWithOtherTermsIsMisdirected() throws Exception {
    TestCa ca = TestCa.create();
    try (RunningGateway gateway = plan(ca).start();
        RawClient client =
            RawClient.connectTls(gateway.address(), ca.clientContext(), "open.test")) {
      RawAnswer answer = client.get("/", "closed.test");

      Failure told = refused(explain(gateway, "https", "open.test", "Host: closed.test"));
      assertThat(told).isEqualTo(Failure.MISDIRECTED);
      assertThat(answer.status()).isEqualTo(told.status());
      assertThat(explain(gateway, "https", "open.test", "Host: open.test").outcome())
          .isInstanceOf(Outcome.ToMember.class);
    }
  }

  @Test
  void whatAClientWithoutACertificateGetsIsSaidBesideTheHandshake() throws Exception {
    TestCa ca = TestCa.create();
    try (RunningGateway gateway = plan(ca).start();
        RawClient client =
            RawClient.connectTls(gateway.address(), ca.clientContext(), "closed.test")) {
      RawAnswer answer = client.get("/", "closed.test");

      assertThat(text(explain(gateway, "https", "closed.test", "Host: closed.test")))
          .contains("closed shakes hands: it serves the name closed.test")
          .contains(
              "the gateway answers %d itself (client-certificate-missing)"
                  .formatted(answer.status()));
    }
  }

  @Test
  void whereEveryListenerWantsANameAHandshakeWithoutOneFails() throws Exception {
    GatewayPlan plan = plan(TestCa.create());
    plan.site("open").requireSni();
    plan.site("closed").requireSni();
    try (RunningGateway gateway = plan.start()) {
      assertThat(explain(gateway, "https", null, "Host: open.test").outcome())
          .isInstanceOf(Outcome.NoRequest.class);
      assertThat(text(explain(gateway, "https", "other.test", "Host: open.test")))
          .contains("wants a name in the handshake that it serves, and other.test is none");
    }
  }

  @Test
  void aPoolOfNamesWithoutAnAddressIsExplainedAsSuch() throws Exception {
    try (NameServer names = NameServer.start()) {
      GatewayPlan plan = new GatewayPlan().asking(names);
      plan.site().member("api.test", one.port()).named("api.test");
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        RawAnswer answer = client.get("/", "a");

        Explanation explanation = explain(gateway, "http", null);
        assertThat(refused(explanation)).isEqualTo(Failure.NAME_UNRESOLVED);
        assertThat(answer.body()).contains(Failure.NAME_UNRESOLVED.logName());
        assertThat(text(explanation)).contains("there is no such name (NXDOMAIN)");
      }
    }
  }

  @Test
  void aCookieOfAMemberNamesTheMemberThatGetsTheRequest() throws Exception {
    String name = BackendHttpSettings.DEFAULT_AFFINITY_COOKIE;
    GatewayPlan plan = GatewayPlan.before(one, two);
    plan.site().affinity(name);
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 2; i++) {
        RawAnswer answer = client.get("/", "a");
        String value = answer.head().split(name + "=", 2)[1].substring(0, 32);
        int port = answer.body().equals("one") ? one.port() : two.port();

        Explanation explanation = explain(gateway, "http", null, "Cookie: " + name + "=" + value);
        assertThat(text(explanation))
            .contains("its own names 127.0.0.1:" + port + ", which gets the request");
        assertThat(((Outcome.ToMember) explanation.outcome()).members().getFirst().key().address())
            .satisfies(first -> assertThat(first.port()).isEqualTo(port));
      }
    }
  }
}
