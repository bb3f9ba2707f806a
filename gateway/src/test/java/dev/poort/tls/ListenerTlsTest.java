package dev.poort.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.PredefinedSslPolicy;
import dev.poort.config.SslPolicy;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS listeners. */
class ListenerTlsTest {
  private final TestCa ca = TestCa.create();
  private final SSLContext trust = ca.clientContext();
  @AutoClose private final TestMember member = TestMember.start(r -> r.answer(r.readBody()));
  private final GatewayPlan plan = GatewayPlan.before(member);

  ListenerTlsTest() throws Exception {}

  private RawClient connect(InetSocketAddress address, @Nullable String sni, String... protocols)
      throws Exception {
    return RawClient.connectTls(address, trust, sni, protocols);
  }

  private static String shown(RawClient client) throws Exception {
    X509Certificate leaf =
        (X509Certificate) ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
    return leaf.getSubjectX500Principal().getName();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void servesOver(String protocol) throws Exception {
    plan.site().certificate(ca.issue("localhost"));
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway.address(), "localhost", protocol)) {
      for (int i = 0; i < 3; i++) {
        assertThat(
                client
                    .ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi")
                    .body())
            .isEqualTo("hi");
      }
      assertThat(((SSLSocket) client.socket()).getSession().getProtocol()).isEqualTo(protocol);
      assertThat(member.requests().getFirst().field("X-Forwarded-Proto")).isEqualTo("https");
      assertThat(gateway.awaitLog(3).getFirst())
          .contains("\"sslEnabled\":\"on\"", "\"sslProtocol\":\"" + protocol + "\"");
    }
  }

  @Test
  void refusesTls11() throws Exception {
    plan.site().certificate(ca.issue("localhost"));
    try (RunningGateway gateway = plan.start()) {
      assertThatThrownBy(() -> connect(gateway.address(), "localhost", "TLSv1.1"))
          .isInstanceOfAny(SSLException.class, IllegalArgumentException.class);
    }
  }

  @Test
  void passesBigBodiesBothWays() throws Exception {
    plan.site().certificate(ca.issue("localhost"));
    String big = "0123456789abcdef".repeat(100_000);
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway.address(), "localhost")) {
      Thread sender =
          Thread.startVirtualThread(
              () -> {
                try {
                  client.send(
                      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + big.length() + "\r\n\r\n");
                  client.send(big);
                } catch (java.io.IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(client.readAnswer().body()).isEqualTo(big);
      sender.join();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "shop.test,        CN=shop.test",
    "SHOP.test,        CN=shop.test",
    "a.contoso.com,    CN=wild.contoso.com",
    "unknown.test,     CN=basic.test",
    ",                 CN=basic.test",
  })
  void showsTheCertificateOfTheListenerThatServesTheSni(String sni, String subject)
      throws Exception {
    plan.remove("site");
    plan.site("shop").members(member).hosts("shop.test").certificate(ca.issue("shop.test"));
    plan.site("wild")
        .members(member)
        .hosts("*.contoso.com")
        .certificate(ca.issue("wild.contoso.com"));
    plan.site("basic").members(member).certificate(ca.issue("basic.test"));
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway.address(), sni)) {
      assertThat(shown(client)).isEqualTo(subject);
      assertThat(client.get("/", "shop.test").status()).isEqualTo(200);
    }
  }

  @Test
  void showsTheFirstListenersCertificateWhereNoneIsBasic() throws Exception {
    plan.remove("site");
    plan.site("one").members(member).hosts("one.test").certificate(ca.issue("one.test"));
    plan.site("two").members(member).hosts("two.test").certificate(ca.issue("two.test"));
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway.address(), null)) {
      assertThat(shown(client)).isEqualTo("CN=one.test");
    }
  }

  @Test
  void closesWithCloseNotify() throws Exception {
    plan.site().certificate(ca.issue("localhost"));
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway.address(), "localhost")) {
      client.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void answersAClientThatIsStillSendingBeforeItCloses() throws Exception {
    plan.site().certificate(ca.issue("localhost"));
    try (RunningGateway gateway = plan.start();
        RawClient client = connect(gateway.address(), "localhost")) {
      client.send("POST / HTTP/1.1\r\nContent-Length: 100000000\r\n\r\n");
      byte[] piece = new byte[50_000];
      for (int i = 0; i < 20; i++) client.send(piece);
      assertThat(client.readAnswer().status()).isEqualTo(400);
    }
  }

  @Test
  void dropsClearTextOnAnHttpsPort() throws Exception {
    plan.site().certificate(ca.issue("localhost"));
    try (RunningGateway gateway = plan.start();
        RawClient client = RawClient.connect(gateway.address())) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      client.awaitEnd();
      assertThat(member.requests()).isEmpty();
    }
  }

  @Test
  void showsANewCertificateAfterAChangeWithoutCuttingConnections() throws Exception {
    plan.site().certificate(ca.issue("old.test"));
    try (RunningGateway gateway = plan.start();
        RawClient before = connect(gateway.address(), null)) {
      assertThat(shown(before)).isEqualTo("CN=old.test");
      plan.site().certificate(ca.issue("new.test"));
      gateway.apply(plan);
      try (RawClient after = connect(gateway.address(), null)) {
        assertThat(shown(after)).isEqualTo("CN=new.test");
        assertThat(after.get("/", "a").status()).isEqualTo(200);
      }
      assertThat(before.get("/", "a").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
  })
  void servesASuiteThroughWhicheverLibraryHasIt(String suite) throws Exception {
    plan.site().certificate(ca.issue("localhost"));
    try (RunningGateway gateway = plan.start();
        SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket()) {
      socket.connect(gateway.address());
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
      assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
    }
  }

  @Test
  void letsEveryHandshakeSucceedWhileCertificatesAndPoliciesChange() throws Exception {
    plan.site().certificate(ca.issue("localhost"));
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger shaken = new AtomicInteger();
    try (RunningGateway gateway = plan.start();
        RawClient lasting = connect(gateway.address(), "localhost");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    try (RawClient client = connect(gateway.address(), "localhost")) {
                      assertThat(client.get("/", "localhost").status()).isEqualTo(200);
                      shaken.incrementAndGet();
                    }
                  }
                  return null;
                }));
      }
      for (int i = 0; i < 20; i++) {
        int before = shaken.get();
        plan.site()
            .certificate(ca.issue("localhost"))
            .sslPolicy(
                SslPolicy.predefined(
                    i % 2 == 0 ? PredefinedSslPolicy.V20220101S : PredefinedSslPolicy.V20150501));
        gateway.apply(plan);
        Await.until("a handshake after the change", () -> shaken.get() > before);
      }
      over.set(true);
      for (Future<?> client : clients) client.get();
      assertThat(lasting.get("/", "localhost").status()).isEqualTo(200);
    }
  }
}
