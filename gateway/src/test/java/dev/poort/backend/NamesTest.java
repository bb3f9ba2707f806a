package dev.poort.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.NameServer;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import dev.poort.websocket.CloseCause;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members by name: every address of the name is a member, for as long as the name has it. */
class NamesTest {
  private static final String NAME = "api.test";
  private static final int LONG = 3_600;

  @AutoClose private final NameServer names = NameServer.start();
  @AutoClose private final TestMember one = TestMember.answering("one");

  @AutoClose private final TestMember two = TestMember.answeringAt("127.0.0.2", one.port(), "two");

  private final GatewayPlan plan = new GatewayPlan().asking(names);

  NamesTest() throws Exception {
    plan.site().member(NAME, one.port()).named(NAME);
  }

  @Test
  void everyAddressOfANameIsAMember() throws Exception {
    names.knows(NAME, LONG, "127.0.0.2", "127.0.0.1");
    try (RunningGateway gateway = plan.start()) {
      assertThat(servedBy(gateway)).containsExactly("one", "two");
      assertThat(servers(gateway))
          .extracting(ServerHealth::address, ServerHealth::fqdn)
          .containsExactly(tuple("127.0.0.1", NAME), tuple("127.0.0.2", NAME));
      assertThat(one.probes()).isPositive();
      assertThat(two.probes()).isPositive();
    }
  }

  @Test
  void theAccessLogHasTheAddressThatServed() throws Exception {
    names.knows(NAME, LONG, "127.0.0.2");
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.get("/", "a");

      assertThat(gateway.awaitLog(1).getFirst())
          .contains("\"serverRouted\":\"127.0.0.2:" + one.port() + "\"");
    }
  }

  @Test
  void addressesOfIpv6AreMembersToo() throws Exception {
    names.knows(NAME, LONG, "127.0.0.1", "::1");
    try (TestMember six = TestMember.answeringAt("::1", one.port(), "six");
        RunningGateway gateway = plan.start()) {
      assertThat(servedBy(gateway)).containsExactly("one", "six");
      assertThat(servers(gateway))
          .extracting(ServerHealth::address)
          .containsExactly("127.0.0.1", "::1");
      assertThat(six.requests()).isNotEmpty();
    }
  }

  @Test
  void membersGetTheNameInHostWhereTheSettingsPickIt() throws Exception {
    names.knows(NAME, LONG, "127.0.0.1");
    plan.site().pickHostName();
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      client.get("/", "a");

      assertThat(one.requests().getFirst().field("Host")).isEqualTo(NAME);
      assertThat(one.probeHeads().getFirst()).contains("\r\nHost: " + NAME + "\r\n");
    }
  }

  @Test
  void asksAgainWhenTheTimeToLiveEnds() throws Exception {
    names.knows(NAME, 1, "127.0.0.1");
    try (RunningGateway gateway = plan.start()) {
      assertThat(servedBy(gateway)).containsExactly("one");
      names.knows(NAME, LONG, "127.0.0.2");
      Await.until("the new address serves alone", () -> servedBy(gateway).equals(Set.of("two")));
    }
  }

  @Test
  void aTimeToLiveOfNothingIsOneSecond() throws Exception {
    names.knows(NAME, 0, "127.0.0.1");
    try (RunningGateway gateway = plan.start()) {
      Await.until("it is asked for again", () -> names.questions(NAME, DnsRecordType.A) >= 3);
      List<Long> times = names.times();
      assertThat(Duration.ofNanos(times.getLast() - times.getFirst()))
          .isGreaterThan(Duration.ofMillis(1_500));
      assertThat(gateway.gateway().ready()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NXDOMAIN", "SERVFAIL", "silence", "no address"})
  void theLastKnownAddressesStayWhenNoAnswerIsToBeHad(String trouble) throws Exception {
    names.knows(NAME, 1, "127.0.0.1", "127.0.0.2");
    try (RunningGateway gateway = plan.start()) {
      switch (trouble) {
        case "NXDOMAIN" -> names.forget(NAME);
        case "no address" -> names.knows(NAME, 1);
        case "silence" -> names.silent(true);
        default -> {
          names.fail(DnsRecordType.A, DnsResponseCode.SERVFAIL);
          names.fail(DnsRecordType.AAAA, DnsResponseCode.SERVFAIL);
        }
      }
      int before = names.questions(NAME, DnsRecordType.A);
      Await.until(
          "it was asked for again", () -> names.questions(NAME, DnsRecordType.A) > before + 1);

      assertThat(servedBy(gateway)).containsExactly("one", "two");
      assertThat(servers(gateway)).hasSize(2);
    }
  }

  @Test
  void theAddressesOfAFamilyThatCannotBeAskedForStay() throws Exception {
    names.knows(NAME, 1, "127.0.0.1", "::1");
    try (TestMember six = TestMember.answeringAt("::1", one.port(), "six");
        RunningGateway gateway = plan.start()) {
      names.fail(DnsRecordType.AAAA, DnsResponseCode.SERVFAIL);
      names.knows(NAME, 1, "127.0.0.2");
      Await.until("IPv4 has changed", () -> servedBy(gateway).contains("two"));

      assertThat(servedBy(gateway)).containsExactly("six", "two");
      assertThat(six.requests()).isNotEmpty();
    }
  }

  @Test
  void anAliasIsFollowed() throws Exception {
    names.knowsAlias(NAME, LONG, "real.test").knows("real.test", LONG, "127.0.0.2");
    try (RunningGateway gateway = plan.start()) {
      assertThat(servedBy(gateway)).containsExactly("two");
    }
  }

  @Test
  void whatDoesNotFitIsAskedForOverTcp() throws Exception {
    names.knows(NAME, LONG, "127.0.0.1", "127.0.0.2");
    names.truncates();
    try (RunningGateway gateway = plan.start()) {
      assertThat(servedBy(gateway)).containsExactly("one", "two");
      assertThat(names.overTcp()).isPositive();
    }
  }

  @Test
  void aRequestWaitsForTheFirstAnswer() throws Exception {
    names.silent(true);
    try (RunningGateway gateway = plan.startUnready();
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      Await.until("it was asked for", () -> names.questions(NAME, DnsRecordType.A) > 0);
      assertThat(gateway.gateway().ready()).isFalse();
      names.knows(NAME, LONG, "127.0.0.1");
      names.silent(false);

      assertThat(client.readAnswer().body()).isEqualTo("one");
    }
  }

  @Test
  void aNameWithoutAddressIsA502ThatSaysSo() throws Exception {
    try (RunningGateway gateway = plan.start();
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/", "a");

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("name-unresolved");
      ServerHealth server = servers(gateway).getFirst();
      assertThat(server.address()).isEqualTo(NAME);
      assertThat(server.health().armName()).isEqualTo("Down");
      assertThat(server.healthProbeLog())
          .isEqualTo("The name cannot be resolved: there is no such name (NXDOMAIN).");
    }
  }

  @Test
  void aNameThatDoesNotResolveIsAskedForAgainAndAgainWithGrowingPauses() throws Exception {
    try (RunningGateway gateway = plan.start()) {
      Await.until("it was asked for three times", () -> asked() >= 3);
      names.knows(NAME, LONG, "127.0.0.1");
      gateway.awaitProbed();
      Await.until("it is served", () -> servedBy(gateway).contains("one"));

      List<Long> times = names.times();
      long first = gap(times, 1);
      long second = gap(times, 2);
      assertThat(second).isGreaterThan(first * 3 / 2);
    }
  }

  /** Rounds of questions, which are more than half a second apart. */
  private int asked() {
    int rounds = 0;
    long last = Long.MIN_VALUE / 2;
    for (long time : names.times()) {
      if (time - last > 500_000_000L) rounds++;
      last = time;
    }
    return rounds;
  }

  /** The pause before a round of questions. */
  private static long gap(List<Long> times, int round) {
    int rounds = 0;
    for (int i = 1; i < times.size(); i++) {
      long gap = times.get(i) - times.get(i - 1);
      if (gap > 500_000_000L && ++rounds == round) return gap;
    }
    throw new AssertionError("not as many rounds: " + times);
  }

  @Test
  void aRequestAtAnAddressThatGoesIsAnswered() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    try (TestMember slow =
            TestMember.start(
                request -> {
                  answers.await();
                  request.answer("late");
                });
        TestMember other = TestMember.answeringAt("127.0.0.2", slow.port(), "two")) {
      names.knows(NAME, 1, "127.0.0.1");
      plan.site().withoutMembers().member(NAME, slow.port()).named(NAME);
      plan.site().drainTimeout(Duration.ofSeconds(20));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        Await.until("it is there", () -> slow.requests().size() == 1);
        names.knows(NAME, LONG, "127.0.0.2");
        Await.until(
            "one serves, the other drains",
            () ->
                servers(gateway).stream()
                    .map(server -> server.address() + " " + server.health().armName())
                    .toList()
                    .equals(List.of("127.0.0.2 Up", "127.0.0.1 Draining")));
        assertThat(servedBy(gateway)).containsExactly("two");
        answers.countDown();

        assertThat(client.readAnswer().body()).isEqualTo("late");
        assertThat(other.requests()).isNotEmpty();
      } finally {
        answers.countDown();
      }
    }
  }

  @Test
  void aSessionAtAnAddressThatGoesEndsWithItsDrainTime() throws Exception {
    try (WebSocketMember member = WebSocketMember.start()) {
      names.knows(NAME, 1, "127.0.0.1");
      plan.site().withoutMembers().member(NAME, member.member().port()).named(NAME);
      try (RunningGateway gateway = plan.start();
          WebSocketEnd client = WebSocketEnd.open(gateway.connect())) {
        member.next();
        names.knows(NAME, LONG, "127.0.0.2");

        assertThat(client.readClose().closeReason()).isEqualTo(CloseCause.MEMBER_REMOVED.reason());
      }
    }
  }

  @Test
  void aChangeOfTheConfigurationAsksForNoNameAgain() throws Exception {
    names.knows(NAME, LONG, "127.0.0.1");
    try (RunningGateway gateway = plan.start()) {
      int before = names.questions(NAME, DnsRecordType.A);
      plan.site().requestTimeout(Duration.ofSeconds(7));
      gateway.apply(plan);

      assertThat(servedBy(gateway)).containsExactly("one");
      assertThat(names.questions(NAME, DnsRecordType.A)).isEqualTo(before);
    }
  }

  private static List<ServerHealth> servers(RunningGateway gateway) {
    return gateway
        .gateway()
        .backendHealth()
        .backendAddressPools()
        .getFirst()
        .backendHttpSettingsCollection()
        .getFirst()
        .servers();
  }

  /** Who answers six requests. */
  private static Set<String> servedBy(RunningGateway gateway) throws Exception {
    Set<String> bodies = new TreeSet<>();
    try (RawClient client = gateway.connect()) {
      for (int i = 0; i < 6; i++) bodies.add(client.get("/", "a").body());
    }
    return bodies;
  }
}
