package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.CipherSuite;
import dev.poort.config.ClientAuthentication;
import dev.poort.config.ClientAuthentication.Mode;
import dev.poort.config.ClientAuthentication.Revocation;
import dev.poort.config.PredefinedSslPolicy;
import dev.poort.config.SslPolicy;
import dev.poort.config.TlsVersion;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.OcspResponder;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.Site;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code openssl s_client} as the client: each policy takes what it names and nothing else. */
@Tag("foreign")
class OpensslTest {
  private static final String REFUSED = "refused";

  @TempDir private Path folder;
  private final TestCa ca = TestCa.create();
  private final TestCa issuer = ca.below("CN=Issuer");
  private final TestCa clients = TestCa.create();
  @AutoClose private final TestMember member = TestMember.answering("hello");
  private final GatewayPlan plan = GatewayPlan.before(member);

  OpensslTest() throws Exception {}

  /** What was agreed on, such as {@code TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384}; or refused. */
  private String agreed(RunningGateway gateway, String... options) throws Exception {
    String said = shakeHands(gateway, options);
    for (String line : said.lines().toList()) {
      // New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384
      if (line.startsWith("New, ") && !line.contains("(NONE)")) {
        String protocol =
            said.lines()
                .map(String::strip)
                .filter(it -> it.startsWith("Protocol  : "))
                .map(it -> it.substring("Protocol  : ".length()))
                .findFirst()
                .orElse("TLSv1.3");
        return protocol + " " + line.substring(line.lastIndexOf(' ') + 1);
      }
    }
    return REFUSED;
  }

  private String shakeHands(RunningGateway gateway, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Program.find("openssl", "apt-get install openssl"));
    command.addAll(List.of("s_client", "-connect", "127.0.0.1:" + gateway.address().getPort()));
    command.addAll(List.of(options));
    try (Program running = Program.start(folder, command)) {
      return running.outputOfAnyEnd();
    }
  }

  private RunningGateway gateway(PredefinedSslPolicy policy, String key) throws Exception {
    plan.site()
        .certificate(key.equals("RSA") ? ca.issueRsa("site.test") : ca.issue("site.test"))
        .sslPolicy(SslPolicy.predefined(policy));
    return plan.start();
  }

  @ParameterizedTest
  @CsvSource({
    // policy, key, version, suite of the client, what comes of it
    "V20150501,  RSA, tls1,   AES128-SHA,                    TLSv1 AES128-SHA",
    "V20150501,  RSA, tls1_1, ECDHE-RSA-AES256-SHA,          TLSv1.1 ECDHE-RSA-AES256-SHA",
    "V20150501,  RSA, tls1_2, DHE-RSA-AES128-GCM-SHA256,     TLSv1.2 DHE-RSA-AES128-GCM-SHA256",
    "V20150501,  RSA, tls1_2, AES256-GCM-SHA384,             TLSv1.2 AES256-GCM-SHA384",
    "V20150501,  RSA, tls1_2, ECDHE-RSA-AES256-SHA384,       TLSv1.2 ECDHE-RSA-AES256-SHA384",
    "V20150501,  EC,  tls1_2, ECDHE-ECDSA-AES128-SHA256,     TLSv1.2 ECDHE-ECDSA-AES128-SHA256",
    "V20150501,  RSA, tls1_2, ECDHE-RSA-CHACHA20-POLY1305,   refused",
    "V20150501,  RSA, tls1_3, ,                              refused",
    "V20170401,  RSA, tls1,   AES128-SHA,                    refused",
    "V20170401,  RSA, tls1_1, AES128-SHA,                    TLSv1.1 AES128-SHA",
    "V20170401,  EC,  tls1_2, ECDHE-ECDSA-AES256-SHA384,     TLSv1.2 ECDHE-ECDSA-AES256-SHA384",
    "V20170401,  RSA, tls1_2, ECDHE-RSA-AES256-SHA384,       refused",
    "V20170401,  RSA, tls1_2, DHE-RSA-AES128-GCM-SHA256,     refused",
    "V20170401,  RSA, tls1_3, ,                              refused",
    "V20170401S, RSA, tls1_1, AES128-SHA,                    refused",
    "V20170401S, RSA, tls1_2, AES128-SHA,                    TLSv1.2 AES128-SHA",
    "V20170401S, RSA, tls1_3, ,                              refused",
    "V20220101,  RSA, tls1_1, AES128-SHA,                    refused",
    "V20220101,  RSA, tls1_2, AES128-SHA,                    refused",
    "V20220101,  RSA, tls1_2, ECDHE-RSA-AES128-GCM-SHA256,   TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256",
    "V20220101,  RSA, tls1_2, ECDHE-RSA-AES128-SHA256,       TLSv1.2 ECDHE-RSA-AES128-SHA256",
    "V20220101,  EC,  tls1_2, ECDHE-ECDSA-AES256-SHA384,     TLSv1.2 ECDHE-ECDSA-AES256-SHA384",
    "V20220101,  EC,  tls1_3, ,                              TLSv1.3 TLS_AES_256_GCM_SHA384",
    "V20220101S, RSA, tls1_2, ECDHE-RSA-AES128-SHA256,       refused",
    "V20220101S, RSA, tls1_2, ECDHE-RSA-AES256-GCM-SHA384,   TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384",
    "V20220101S, RSA, tls1_3, ,                              TLSv1.3 TLS_AES_256_GCM_SHA384",
  })
  void speaksWhatThePolicyNames(
      PredefinedSslPolicy policy, String key, String version, String suite, String expected)
      throws Exception {
    try (RunningGateway gateway = gateway(policy, key)) {
      String[] options =
          suite == null
              ? new String[] {"-" + version}
              : new String[] {"-" + version, "-cipher", suite + ":@SECLEVEL=0"};
      assertThat(agreed(gateway, options)).isEqualTo(expected);
    }
  }

  @Test
  void choosesByTheOrderOfThePolicyAndNotOfTheClient() throws Exception {
    plan.site()
        .certificate(ca.issueRsa("site.test"))
        .sslPolicy(
            new SslPolicy(
                SslPolicy.Type.CUSTOM,
                null,
                List.of(TlsVersion.TLS_1_2),
                List.of(
                    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
                    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                    CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256),
                false));
    try (RunningGateway gateway = plan.start()) {
      assertThat(agreed(gateway, "-cipher", "AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"))
          .isEqualTo("TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256");
      assertThat(agreed(gateway, "-cipher", "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-SHA384"))
          .isEqualTo("TLSv1.2 ECDHE-RSA-AES256-SHA384");
    }
  }

  @Test
  void keepsToApprovedCurvesUnderFips() throws Exception {
    plan.site().certificate(ca.issue("site.test")).sslPolicy(SslPolicy.DEFAULT.approved());
    try (RunningGateway gateway = plan.start()) {
      assertThat(agreed(gateway, "-groups", "X25519")).isEqualTo(REFUSED);
      assertThat(shakeHands(gateway, "-groups", "X25519:P-384"))
          .containsPattern("Server Temp Key: ECDH, .*384.* bits");
    }
  }

  @ParameterizedTest
  @CsvSource({"tls1_2, -ticket", "tls1_3, -ticket"})
  void resumesASessionByItsTicketThroughAChange(String version, String unused) throws Exception {
    plan.site().certificate(ca.issue("site.test"));
    try (RunningGateway gateway = plan.start()) {
      session(gateway, "-" + version, "-sess_out", "session.pem");
      assertThat(session(gateway, "-" + version, "-sess_in", "session.pem")).contains("Reused, ");
      plan.site("more").members(member).hosts("more.test").certificate(ca.issue("more.test"));
      gateway.apply(plan);
      assertThat(session(gateway, "-" + version, "-sess_in", "session.pem")).contains("Reused, ");
      plan.site().certificate(ca.issue("site.test"));
      gateway.apply(plan);
      assertThat(session(gateway, "-" + version, "-sess_in", "session.pem")).contains("New, ");
    }
  }

  @Test
  void resumesNoSessionOfAnotherListener() throws Exception {
    plan.remove("site");
    for (String name : List.of("one", "two")) {
      Site site = plan.site(name).members(member).hosts(name + ".test");
      site.certificate(ca.issue("one.test", "two.test"));
    }
    try (RunningGateway gateway = plan.start()) {
      session(gateway, "-servername", "one.test", "-sess_out", "session.pem");
      assertThat(session(gateway, "-servername", "one.test", "-sess_in", "session.pem"))
          .contains("Reused, ");
      assertThat(session(gateway, "-servername", "two.test", "-sess_in", "session.pem"))
          .contains("New, ");
    }
  }

  /** Shakes hands and asks once, since a ticket of TLS 1.3 comes with the answer. */
  private String session(RunningGateway gateway, String... options) throws Exception {
    Path request = folder.resolve("request");
    Files.writeString(request, "GET / HTTP/1.1\r\nHost: one.test\r\nConnection: close\r\n\r\n");
    List<String> command = new ArrayList<>();
    command.add(Program.find("openssl", "apt-get install openssl"));
    command.addAll(
        List.of("s_client", "-ign_eof", "-connect", "127.0.0.1:" + gateway.address().getPort()));
    command.addAll(List.of(options));
    try (Program running = Program.start(folder, command, request)) {
      return running.outputOfAnyEnd();
    }
  }

  @Test
  void staplesTheStateOfItsCertificate() throws Exception {
    try (OcspResponder responder = OcspResponder.of(issuer)) {
      plan.site().certificate(issuer.issue(it -> responder.named(it).subject("CN=site.test")));
      try (RunningGateway gateway = plan.start()) {
        Await.until(
            "a response is stapled",
            () -> shakeHands(gateway, "-status").contains("Cert Status: good"));
        assertThat(responder.asked()).isEqualTo(1);
      }
    }
  }

  @Test
  void staplesNothingWhenTheResponderDoesNotAnswer() throws Exception {
    try (OcspResponder responder = OcspResponder.of(issuer)) {
      responder.answerWith(500);
      plan.site().certificate(issuer.issue(it -> responder.named(it).subject("CN=site.test")));
      try (RunningGateway gateway = plan.start()) {
        Await.until("the responder was asked", () -> responder.asked() > 0);
        assertThat(shakeHands(gateway, "-status")).contains("OCSP response: no response sent");
      }
    }
  }

  @Test
  void tellsClientsWhoseCertificatesItTakes() throws Exception {
    plan.site()
        .certificate(ca.issue("site.test"))
        .clients(
            new ClientAuthentication(
                List.of(List.of(clients.below("CN=Clients").certificate())),
                false,
                Revocation.NONE,
                Mode.STRICT));
    try (RunningGateway gateway = plan.start()) {
      assertThat(shakeHands(gateway, "-tls1_2"))
          .contains("Acceptable client certificate CA names")
          .contains("CN = Clients");
    }
  }
}
