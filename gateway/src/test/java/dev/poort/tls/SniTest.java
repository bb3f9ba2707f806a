package dev.poort.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.ClientAuthentication;
import dev.poort.config.ClientAuthentication.Mode;
import dev.poort.config.ClientAuthentication.Revocation;
import dev.poort.config.PredefinedSslPolicy;
import dev.poort.config.SslPolicy;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The name in the handshake against the name in the request. */
class SniTest {
  private final TestCa ca = TestCa.create();
  private final SSLContext trust = ca.clientContext();
  @AutoClose private final TestMember member = TestMember.answering("hello");
  private final GatewayPlan plan = new GatewayPlan();

  SniTest() throws Exception {
    plan.site("one").members(member).hosts("one.test").certificate(ca.issue("one.test"));
    plan.site("two").members(member).hosts("two.test").certificate(ca.issue("two.test"));
  }

  private RawAnswer ask(@Nullable String sni, String host) throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = RawClient.connectTls(gateway.address(), trust, sni)) {
      return client.get("/", host);
    }
  }

  private static ClientAuthentication strict(TestCa clients) {
    return new ClientAuthentication(
        List.of(List.of(clients.certificate())), false, Revocation.NONE, Mode.STRICT);
  }

  @Test
  void servesEveryHostOverAConnectionWhoseListenersAskForTheSame() throws Exception {
    assertThat(ask("one.test", "two.test").body()).isEqualTo("hello");
  }

  @Test
  void misdirectsARequestForAListenerThatAsksItsClientsForMore() throws Exception {
    plan.site("two").clients(strict(TestCa.create()));
    RawAnswer answer = ask("one.test", "two.test");
    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.body()).contains("misdirected");
    assertThat(member.requests()).isEmpty();
    assertThat(ask("one.test", "one.test").status()).isEqualTo(200);
    assertThat(ask("two.test", "two.test").status()).isEqualTo(400);
  }

  @Test
  void letsNobodyAroundClientAuthenticationWithoutAnSni() throws Exception {
    plan.site("two").clients(strict(TestCa.create()));
    assertThat(ask(null, "two.test").status()).isEqualTo(421);
    assertThat(ask("unknown.test", "two.test").status()).isEqualTo(421);
  }

  @Test
  void misdirectsARequestForAListenerWithAnotherPolicy() throws Exception {
    plan.site("two").sslPolicy(SslPolicy.predefined(PredefinedSslPolicy.V20220101S));
    assertThat(ask("one.test", "two.test").status()).isEqualTo(421);
    assertThat(ask("two.test", "two.test").status()).isEqualTo(200);
  }

  @Test
  void letsNobodyIntoAnotherListenerByAResumedSession() throws Exception {
    plan.site("two").clients(strict(TestCa.create()));
    try (RunningGateway gateway = plan.start()) {
      Resumption.begin(gateway.address(), trust, "one.test", "TLSv1.3");
      // The JDK offers the session to whoever has the address, whatever the name.
      try (RawClient other =
          RawClient.connectTls(gateway.address(), trust, "two.test", "TLSv1.3")) {
        assertThat(other.get("/", "two.test").status()).isIn(400, 421);
      }
      assertThat(member.requests()).hasSize(1);
    }
  }

  @Test
  void cutsOffAClientThatNamesNobodyWhereAllListenersRequireAnSni() throws Exception {
    plan.site("one").requireSni();
    plan.site("two").requireSni();
    assertThatThrownBy(() -> ask(null, "one.test")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ask("unknown.test", "one.test")).isInstanceOf(IOException.class);
    assertThat(ask("two.test", "two.test").status()).isEqualTo(200);
  }

  @Test
  void answersForTheFirstRuleWhereNotAllListenersRequireAnSni() throws Exception {
    plan.site("one").requireSni();
    plan.site("one").priority(20);
    plan.site("two").priority(10);
    try (RunningGateway gateway = plan.start();
        RawClient client = RawClient.connectTls(gateway.address(), trust, null)) {
      var session = ((SSLSocket) client.socket()).getSession();
      assertThat(session.getPeerPrincipal().getName()).isEqualTo("CN=two.test");
    }
  }
}
