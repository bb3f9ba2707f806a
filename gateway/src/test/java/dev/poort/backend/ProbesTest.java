package dev.poort.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Probe;
import dev.poort.config.ProbeMatch;
import dev.poort.config.ProbeMatch.StatusRange;
import dev.poort.config.Protocol;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.telemetry.Health;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Default and custom probes, as Azure has them, and what is said of their results. */
class ProbesTest {
  @AutoClose private final TestMember member = TestMember.answering("served");
  private final GatewayPlan plan = GatewayPlan.before(member);

  ProbesTest() throws Exception {}

  private static String answer(int status, String body) {
    return "HTTP/1.1 "
        + status
        + " X\r\nConnection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static ServerHealth health(RunningGateway gateway) {
    return gateway
        .gateway()
        .backendHealth()
        .backendAddressPools()
        .getFirst()
        .backendHttpSettingsCollection()
        .getFirst()
        .servers()
        .getFirst();
  }

  /** What the first round of probes finds. */
  private ServerHealth found() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      return health(gateway);
    }
  }

  private static void awaitHealth(RunningGateway gateway, String health) throws Exception {
    Await.until("the member is " + health, () -> health(gateway).health().armName().equals(health));
  }

  /** The test's probe with other parts. */
  private static UnaryOperator<Probe> with(int threshold, ProbeMatch match) {
    return probe ->
        new Probe(
            probe.name(),
            probe.protocol(),
            probe.host(),
            probe.pickHostNameFromBackendHttpSettings(),
            probe.path(),
            probe.port(),
            Duration.ofMillis(100),
            probe.timeout(),
            threshold,
            match);
  }

  private static UnaryOperator<Probe> addressed(
      @Nullable String host, boolean pick, @Nullable Integer port) {
    return probe ->
        new Probe(
            probe.name(),
            probe.protocol(),
            host,
            pick,
            "/custom?x=y",
            port,
            probe.interval(),
            probe.timeout(),
            1,
            ProbeMatch.DEFAULT);
  }

  @Test
  void asksByDefaultForTheRootOf127001() throws Exception {
    plan.site().probe(_ -> Probe.defaultFor(Protocol.HTTP));
    assertThat(found().health()).isEqualTo(Health.UP);
    assertThat(member.probeHeads().getFirst())
        .isEqualTo(
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Poort-Health-Probe\r\n"
                + "Connection: close\r\n\r\n");
  }

  @Test
  void asksByDefaultForTheHostOfTheSettings() throws Exception {
    plan.site().hostName("inner.test").probe(_ -> Probe.defaultFor(Protocol.HTTP));
    found();
    assertThat(member.probeHeads().getFirst()).contains("Host: inner.test\r\n");
  }

  @Test
  void asksForTheProbesOwnHostAndPath() throws Exception {
    plan.site().hostName("inner.test").probe(addressed("probe.test", false, null));
    found();
    assertThat(member.probeHeads().getFirst())
        .startsWith("GET /custom?x=y HTTP/1.1\r\nHost: probe.test\r\n");
  }

  @Test
  void asksForTheHostOfTheSettingsWhenToldTo() throws Exception {
    plan.site().hostName("inner.test").probe(addressed(null, true, null));
    found();
    assertThat(member.probeHeads().getFirst()).contains("Host: inner.test\r\n");
  }

  @Test
  void asksForTheMembersNameWhenTheSettingsPickIt() throws Exception {
    plan.site().withoutMembers().member("api.contoso.com", member.port()).pickHostName();
    found();
    assertThat(member.probeHeads().getFirst()).contains("Host: api.contoso.com\r\n");
  }

  @Test
  void asksOnThePortOfTheProbe() throws Exception {
    try (TestMember health = TestMember.answering("health")) {
      plan.site().probe(addressed("a", false, health.port()));
      member.answerProbesWith(answer(500, ""));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        assertThat(client.get("/", "a").body()).isEqualTo("served");
        assertThat(health.probes()).isPositive();
        assertThat(member.probes()).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"199, Down", "200, Up", "302, Up", "399, Up", "400, Down", "404, Down", "503, Down"})
  void takes200To399ForHealthyByDefault(int status, String health) throws Exception {
    member.answerProbesWith(answer(status == 199 ? 599 : status, ""));
    assertThat(found().health().armName()).isEqualTo(health);
  }

  @ParameterizedTest
  @CsvSource({"200, Up", "299, Up", "300, Down", "404, Up", "405, Down"})
  void takesTheStatusesOfTheMatchForHealthy(int status, String health) throws Exception {
    plan.site()
        .probe(
            with(
                1,
                new ProbeMatch(List.of(new StatusRange(200, 299), new StatusRange(404, 404)), "")));
    member.answerProbesWith(answer(status, ""));
    assertThat(found().health().armName()).isEqualTo(health);
  }

  @ParameterizedTest
  @CsvSource({
    "'all is well, really', Up",
    "'all is ill', Down",
    "'', Down",
    "'caf\u00c3\u00a9 is well', Up"
  })
  void wantsTheTextOfTheMatchInTheBody(String body, String health) throws Exception {
    plan.site().probe(with(1, new ProbeMatch(ProbeMatch.DEFAULT.statusCodes(), "is well")));
    member.answerProbesWith(answer(200, body));
    assertThat(found().health().armName()).isEqualTo(health);
  }

  @Test
  void looksAtTheFirstPartOfAnEndlessBody() throws Exception {
    plan.site().probe(with(1, new ProbeMatch(ProbeMatch.DEFAULT.statusCodes(), "is well")));
    member.answerProbesWith(
        "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(5000) + "is well" + "x".repeat(100_000));
    ServerHealth found = found();
    assertThat(found.health().armName()).isEqualTo("Down");
    assertThat(found.healthProbeLog())
        .isEqualTo("The body does not have the text that the probe wants.");
  }

  @Test
  void findsTheTextInAChunkedBody() throws Exception {
    plan.site().probe(with(1, new ProbeMatch(ProbeMatch.DEFAULT.statusCodes(), "is well")));
    member.answerProbesWith(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3\r\nis \r\n4\r\nwell\r\n0\r\n\r\n");
    assertThat(found().health().armName()).isEqualTo("Up");
  }

  @Test
  void takesAMemberOutAfterSoManyFailuresInARowAndBringsItBackWithOneSuccess() throws Exception {
    plan.site().probe(with(3, ProbeMatch.DEFAULT));
    try (RunningGateway gateway = plan.start()) {
      assertThat(health(gateway).health().armName()).isEqualTo("Up");
      int before = member.probes();
      member.answerProbesWith(answer(503, ""));
      awaitHealth(gateway, "Down");
      assertThat(member.probes() - before).isBetween(3, 4);
      member.answerProbesWith(answer(200, ""));
      int then = member.probes();
      awaitHealth(gateway, "Up");
      assertThat(member.probes() - then).isBetween(1, 2);
    }
  }

  @Test
  void asksAgainOnlyAfterAnAnswerOrATimeoutThatIsLongerThanTheInterval() throws Exception {
    plan.site().probe(with(1, ProbeMatch.DEFAULT)); // 100 ms, and 1 s for an answer
    try (RunningGateway gateway = plan.start()) {
      member.answerProbesWith(null);
      int before = member.probes();
      awaitHealth(gateway, "Down");
      assertThat(health(gateway).healthProbeLog()).startsWith("Timed out: ");
      assertThat(member.probes() - before).isBetween(1, 3);
      member.answerProbesWith(answer(200, ""));
      awaitHealth(gateway, "Up");
    }
  }

  @Test
  void givesAMemberThatIsDownNoRequests() throws Exception {
    try (TestMember other = TestMember.answering("other")) {
      plan.site().members(other).probe(with(1, ProbeMatch.DEFAULT));
      try (RunningGateway gateway = plan.start()) {
        member.answerProbesWith(answer(503, ""));
        awaitHealth(gateway, "Down");
        int before = member.requests().size();
        try (RawClient client = gateway.connect()) {
          for (int i = 0; i < 6; i++) assertThat(client.get("/", "a").body()).isEqualTo("other");
        }
        assertThat(member.requests()).hasSize(before);
      }
    }
  }

  @Test
  void letsRequestsWaitForTheFirstProbe() throws Exception {
    member.answerProbesWith(null);
    try (RunningGateway gateway = plan.startUnready();
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("the first probe has come", () -> member.probes() > 0);
      assertThat(gateway.gateway().ready()).isFalse();
      member.answerProbesWith(answer(200, ""));
      assertThat(client.readAnswer().body()).isEqualTo("served");
    }
  }

  @Test
  void answers502WhenTheFirstRoundFindsNoMember() throws Exception {
    member.answerProbesWith(null);
    try (RunningGateway gateway = plan.startUnready();
        RawClient client = gateway.connect()) {
      assertThat(gateway.gateway().ready()).isFalse();
      assertThat(health(gateway).health().armName()).isEqualTo("Unknown");
      assertThat(client.get("/", "a").status()).isEqualTo(502);
      assertThat(health(gateway).healthProbeLog()).isEqualTo("Timed out: no answer within 1 s.");
    }
  }

  @Test
  void saysThatAMemberRefusesTheConnection() throws Exception {
    plan.site().withoutMembers().member("127.0.0.1", TestMember.unusedPort());
    assertThat(found().healthProbeLog()).isEqualTo("No connection: refused the connection.");
  }

  @Test
  void saysWhichStatusWasWanted() throws Exception {
    member.answerProbesWith(answer(503, ""));
    assertThat(found().healthProbeLog()).isEqualTo("Answered 503 where 200-399 was wanted.");
  }

  @Test
  void saysThatAnAnswerIsGarbage() throws Exception {
    member.answerProbesWith("garbage\r\n\r\n");
    assertThat(found().healthProbeLog()).isEqualTo("No whole answer: malformed status line.");
  }

  @Test
  void saysThatAMemberClosesWithoutAnAnswer() throws Exception {
    member.answerProbesWith("");
    assertThat(found().healthProbeLog()).startsWith("No whole answer: ");
  }

  @Test
  void saysThatAMemberIsWell() throws Exception {
    assertThat(found().healthProbeLog()).isEqualTo("Success. Received 200 status code.");
  }

  @Test
  void saysThatANameCannotBeResolved() throws Exception {
    plan.site().probe(with(1, ProbeMatch.DEFAULT)).unresolvable("no-such-host.invalid");
    try (RunningGateway gateway = plan.startUnready()) {
      Await.until("the probe has failed", () -> gateway.gateway().ready());
      assertThat(health(gateway).healthProbeLog()).contains("The name cannot be resolved");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "expired,   the certificate has expired (NotAfter: ",
    "untrusted, the certificate is not signed by a trusted CA",
    "misnamed,  the certificate is for another name (",
  })
  void saysWhatIsWrongWithACertificate(String defect, String words) throws Exception {
    TestCa ca = TestCa.create();
    var certificate =
        switch (defect) {
          case "expired" -> ca.issueExpired("127.0.0.1");
          case "untrusted" -> TestCa.create().issue("127.0.0.1");
          default -> ca.issue("other.test");
        };
    try (TestMember secure =
        TestMember.startTls(certificate.serverContext(), request -> request.answer("never"))) {
      plan.trusting(ca).site().withoutMembers().members(secure).membersOverTls();
      ServerHealth found = found();
      assertThat(found.health().armName()).isEqualTo("Down");
      assertThat(found.healthProbeLog()).startsWith("The TLS handshake failed: " + words);
    }
  }

  @Test
  void hasTheShapeOfAzuresBackendHealth() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      var pool = gateway.gateway().backendHealth().backendAddressPools().getFirst();
      assertThat(pool.pool()).isEqualTo("site");
      assertThat(pool.backendHttpSettingsCollection().getFirst().settings()).isEqualTo("site");
      assertThat(health(gateway).address()).isEqualTo("127.0.0.1");
      assertThat(health(gateway).port()).isEqualTo(member.port());
    }
  }
}
