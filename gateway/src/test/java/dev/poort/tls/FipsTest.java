package dev.poort.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.SslPolicy;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Listeners that keep to what FIPS 140 approves (ARM: enableFips). */
class FipsTest {
  private static final String CHACHA = "TLS_CHACHA20_POLY1305_SHA256";
  private static final String AES = "TLS_AES_128_GCM_SHA256";

  private final TestCa ca = TestCa.create();
  @AutoClose private final TestMember member = TestMember.answering("hello");
  private final GatewayPlan plan = new GatewayPlan();

  FipsTest() throws Exception {
    plan.site()
        .members(member)
        .certificate(ca.issue("127.0.0.1"))
        .sslPolicy(SslPolicy.DEFAULT.approved());
  }

  /** The suite that a client gets. */
  private String suite(Consumer<SSLParameters> wishes) throws Exception {
    try (RunningGateway gateway = plan.start();
        SSLSocket client =
            (SSLSocket)
                ca.clientContext()
                    .getSocketFactory()
                    .createSocket(gateway.address().getAddress(), gateway.address().getPort())) {
      SSLParameters parameters = client.getSSLParameters();
      wishes.accept(parameters);
      client.setSSLParameters(parameters);
      client.startHandshake();
      return client.getSession().getCipherSuite();
    }
  }

  @Test
  void aClientOfAnApprovedSuiteIsServed() throws Exception {
    assertThat(suite(it -> it.setCipherSuites(new String[] {CHACHA, AES}))).isEqualTo(AES);
  }

  @Test
  void aClientOfChaCha20AloneIsRefused() {
    assertThatThrownBy(() -> suite(it -> it.setCipherSuites(new String[] {CHACHA})))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void aClientOfACurveThatIsNotApprovedIsRefused() {
    assertThatThrownBy(() -> suite(it -> it.setNamedGroups(new String[] {"x25519"})))
        .isInstanceOf(SSLException.class);
  }
}
