package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Probe;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a request is given to another member, and what the client gets when it is not. */
class RepeatTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
  private static final TestMember.Script CLOSES = request -> request.wire().close();
  private static final TestMember.Script RESETS = request -> request.wire().reset();
  private static final TestMember.Script STALLS = request -> request.wire().awaitEnd();

  private static final TestMember.Script ANSWERS =
      request -> {
        request.readBody();
        request.answer("second");
      };

  /** Members are probed seldom here, so that a member's failure is not known beforehand. */
  private static GatewayPlan plan(TestMember... members) {
    GatewayPlan plan = GatewayPlan.before(members);
    plan.site()
        .probe(
            probe ->
                new Probe(
                    probe.name(),
                    probe.protocol(),
                    null,
                    true,
                    probe.path(),
                    null,
                    Duration.ofSeconds(3600),
                    Duration.ofSeconds(5),
                    3,
                    probe.match()));
    return plan;
  }

  private static RawAnswer ask(RunningGateway gateway, String request) throws Exception {
    try (RawClient client = gateway.connect()) {
      return client.ask(request);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GET, POST})
  void triesTheNextMemberWhenOneRefusesTheConnection(String request) throws Exception {
    try (TestMember gone = TestMember.start(ANSWERS);
        TestMember well = TestMember.start(ANSWERS);
        RunningGateway gateway = plan(gone, well).start()) {
      gone.refuse();
      for (int i = 0; i < 4; i++) {
        assertThat(ask(gateway, request).body()).isEqualTo("second");
      }
      assertThat(well.requests()).hasSize(4);
    }
  }

  @Test
  void answers502WhenAllMembersRefuseTheConnection() throws Exception {
    try (TestMember one = TestMember.start(ANSWERS);
        TestMember two = TestMember.start(ANSWERS);
        RunningGateway gateway = plan(one, two).start()) {
      one.refuse();
      two.refuse();
      RawAnswer answer = ask(gateway, GET);
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("connect-failed");
      assertThat(gateway.awaitLog(1).getFirst())
          .contains("\"httpStatus\":502", "\"failure\":\"connect-failed\"");
    }
  }

  @Test
  void findsTheOneWellMemberAmongManyThatRefuse() throws Exception {
    TestMember[] gone = new TestMember[6];
    for (int i = 0; i < gone.length; i++) gone[i] = TestMember.start(ANSWERS);
    try (TestMember well = TestMember.start(ANSWERS)) {
      GatewayPlan plan = plan(gone);
      plan.site().members(well);
      try (RunningGateway gateway = plan.start()) {
        for (TestMember each : gone) each.refuse();
        for (int i = 0; i < 8; i++) {
          assertThat(ask(gateway, POST).body()).isEqualTo("second");
        }
      }
    } finally {
      for (TestMember each : gone) each.close();
    }
  }

  @Test
  void keepsTheClientsConnectionAfterA502() throws Exception {
    try (TestMember member = TestMember.start(CLOSES);
        RunningGateway gateway = plan(member).start();
        RawClient client = gateway.connect()) {
      assertThat(client.ask(GET).status()).isEqualTo(502);
      assertThat(client.ask(GET).status()).isEqualTo(502);
    }
  }

  @Test
  void answers502WhenNoMemberIsHealthy() throws Exception {
    try (TestMember member = TestMember.answering("never")) {
      member.answerProbesWith("HTTP/1.1 500 Ill\r\nContent-Length: 0\r\n\r\n");
      try (RunningGateway gateway = plan(member).start()) {
        RawAnswer answer = ask(gateway, GET);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("no-healthy-member");
        assertThat(member.requests()).isEmpty();
      }
    }
  }

  @Test
  void answers502WhenThePoolIsEmpty() throws Exception {
    try (RunningGateway gateway = plan().start()) {
      assertThat(ask(gateway, GET).body()).contains("no-healthy-member");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE", "DELETE", "PUT"})
  void repeatsWhatIsIdempotentWhenAMemberClosesInsteadOfAnswering(String method) throws Exception {
    try (TestMember bad = TestMember.start(CLOSES);
        TestMember well = TestMember.start(ANSWERS);
        RunningGateway gateway = plan(bad, well).start()) {
      for (int i = 0; i < 2; i++) {
        try (RawClient client = gateway.connect()) {
          client.send(method + " / HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        }
      }
      assertThat(bad.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "FOO"})
  void neverRepeatsWhatMayHaveBeenActedOn(String method) throws Exception {
    try (TestMember one = TestMember.start(RESETS);
        TestMember two = TestMember.start(CLOSES);
        RunningGateway gateway = plan(one, two).start()) {
      RawAnswer answer =
          ask(gateway, method + " / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("member-closed");
      assertThat(one.requests().size() + two.requests().size()).isEqualTo(1);
    }
  }

  @Test
  void neverRepeatsWhatHadABodyThatIsGone() throws Exception {
    try (TestMember one = TestMember.start(readsAndCloses());
        TestMember two = TestMember.start(readsAndCloses());
        RunningGateway gateway = plan(one, two).start()) {
      RawAnswer answer = ask(gateway, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
      assertThat(answer.status()).isEqualTo(502);
      assertThat(one.requests().size() + two.requests().size()).isEqualTo(1);
    }
  }

  private static TestMember.Script readsAndCloses() {
    return request -> {
      request.readBody();
      request.wire().close();
    };
  }

  @Test
  void repeatsAnEmptyChunkedBodyToItsEnd() throws Exception {
    AtomicInteger number = new AtomicInteger();
    TestMember.Script firstCloses =
        request -> {
          request.readBody();
          if (number.getAndIncrement() == 0) {
            request.wire().close();
          } else {
            request.answer("second");
          }
        };
    try (TestMember one = TestMember.start(firstCloses);
        TestMember two = TestMember.start(firstCloses);
        RunningGateway gateway = plan(one, two).start()) {
      RawAnswer answer =
          ask(
              gateway,
              "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: 1\r\n\r\n");
      assertThat(answer.body()).isEqualTo("second");
    }
  }

  @Test
  void triesAnotherMemberOnceWhenOneDoesNotAnswerInTime() throws Exception {
    try (TestMember slow = TestMember.start(STALLS);
        TestMember well = TestMember.start(ANSWERS)) {
      GatewayPlan plan = plan(slow, well);
      plan.site().requestTimeout(Duration.ofMillis(300));
      try (RunningGateway gateway = plan.start()) {
        assertThat(ask(gateway, GET).body()).isEqualTo("second");
        assertThat(ask(gateway, GET).body()).isEqualTo("second");
        assertThat(slow.requests()).hasSize(1);
        Await.until("the stalled connection is dropped", () -> slow.openConnections() == 0);
      }
    }
  }

  @Test
  void answers504WhenTwoMembersDoNotAnswerInTime() throws Exception {
    try (TestMember one = TestMember.start(STALLS);
        TestMember two = TestMember.start(STALLS);
        TestMember three = TestMember.start(STALLS)) {
      GatewayPlan plan = plan(one, two, three);
      plan.site().requestTimeout(Duration.ofMillis(300));
      try (RunningGateway gateway = plan.start()) {
        RawAnswer answer = ask(gateway, GET);
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("response-timeout");
        int asked =
            List.of(one, two, three).stream().mapToInt(member -> member.requests().size()).sum();
        assertThat(asked).isEqualTo(2);
      }
    }
  }

  @Test
  void answers504AtOnceWhereTheRequestCannotBeRepeated() throws Exception {
    try (TestMember one = TestMember.start(STALLS);
        TestMember two = TestMember.start(STALLS)) {
      GatewayPlan plan = plan(one, two);
      plan.site().requestTimeout(Duration.ofMillis(300));
      try (RunningGateway gateway = plan.start()) {
        assertThat(ask(gateway, POST).status()).isEqualTo(504);
        assertThat(one.requests().size() + two.requests().size()).isEqualTo(1);
      }
    }
  }

  @Test
  void answers504WhenTheMemberNeverSaysContinue() throws Exception {
    try (TestMember member = TestMember.start(STALLS)) {
      GatewayPlan plan = plan(member);
      plan.site().requestTimeout(Duration.ofMillis(300));
      try (RunningGateway gateway = plan.start()) {
        RawAnswer answer =
            ask(
                gateway,
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        assertThat(answer.status()).isEqualTo(504);
      }
    }
  }

  @Test
  void takesAnotherConnectionWhenAPooledOneTurnsOutClosed() throws Exception {
    TestMember.Script closesAfterTheFirst =
        request -> {
          if (request.wire().socket().getSoLinger() >= 0) {
            request.wire().close();
            return;
          }
          // Marks the connection: the next request on it finds it closed.
          request.wire().socket().setSoLinger(true, 0);
          request.answer("well");
        };
    try (TestMember member = TestMember.start(closesAfterTheFirst);
        RunningGateway gateway = plan(member).start()) {
      for (int i = 0; i < 6; i++) assertThat(ask(gateway, GET).body()).isEqualTo("well");
    }
  }

  @Test
  void givesAPooledConnectionThatTheMemberClosedToNoRequest() throws Exception {
    TestMember.Script keepsShort =
        request -> {
          request.readBody();
          request.answer("well");
          request.wire().close();
        };
    try (TestMember member = TestMember.start(keepsShort);
        RunningGateway gateway = plan(member).start()) {
      for (int i = 0; i < 5; i++) {
        assertThat(ask(gateway, POST).body()).isEqualTo("well");
        Await.until("the member's connection is closed", () -> member.openConnections() == 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n\r\n",
        "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX : y\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "\u0015\u0003\u0003\u0000\u0002\u0002F\r\n\r\n",
      })
  void answers502ToAnAnswerThatBreaksTheRulesAndDoesNotRepeat(String garbage) throws Exception {
    TestMember.Script script = request -> request.send(garbage);
    try (TestMember one = TestMember.start(script);
        TestMember two = TestMember.start(script);
        RunningGateway gateway = plan(one, two).start()) {
      RawAnswer answer = ask(gateway, GET);
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("bad-response");
      assertThat(one.requests().size() + two.requests().size()).isEqualTo(1);
    }
  }

  @Test
  void answers502ToA101ThatNobodyAskedFor() throws Exception {
    TestMember.Script script =
        request ->
            request.send("HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    try (TestMember member = TestMember.start(script);
        RunningGateway gateway = plan(member).start()) {
      RawAnswer answer = ask(gateway, GET);
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).contains("bad-upgrade");
    }
  }
}
