package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that breaks off is never taken for whole, and a client that leaves is noticed. */
class CutAnswersTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String GET_1_0 = "GET / HTTP/1.0\r\n\r\n";
  private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n";
  private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\n\r\npart";

  /** How the client's connection ends when the member's is closed after a part of an answer. */
  private static End endAfter(String request, String part) throws Exception {
    try (TestMember member =
            TestMember.start(
                asked -> {
                  asked.send(part);
                  asked.wire().close();
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(request);
      End end = client.awaitEnd();
      assertThat(gateway.awaitLog(1).getFirst()).contains("\"failure\":\"member-closed\"");
      return end;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LENGTH, CHUNKED})
  void resetsTheClientWhenTheMemberClosesInTheMiddle(String part) throws Exception {
    assertThat(endAfter(GET, part)).isEqualTo(End.RESET);
  }

  @Test
  void resetsAnHttp10ClientToWhichTheEndWouldLookProper() throws Exception {
    assertThat(endAfter(GET_1_0, CHUNKED)).isEqualTo(End.RESET);
  }

  @ParameterizedTest
  @ValueSource(strings = {LENGTH, CHUNKED, UNTIL_CLOSE})
  void resetsTheClientWhenTheMemberResetsInTheMiddle(String part) throws Exception {
    try (TestMember member =
            TestMember.start(
                asked -> {
                  asked.send(part);
                  // Only once the part is through, as a reset may overtake it.
                  asked.wire().readLine();
                  asked.wire().reset();
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\n");
      client.readHead();
      client.send("go on\r\n");
      assertThat(client.awaitEnd()).isEqualTo(End.RESET);
    }
  }

  @Test
  void resetsTheClientWhenAChunkIsBroken() throws Exception {
    try (TestMember member = TestMember.start(asked -> asked.send(CHUNKED + "zz\r\n"));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(GET);
      assertThat(client.awaitEnd()).isEqualTo(End.RESET);
      assertThat(gateway.awaitLog(1).getFirst()).contains("\"failure\":\"bad-response\"");
    }
  }

  @Test
  void resetsTheClientWhenTheMemberStallsInTheMiddle() throws Exception {
    try (TestMember member =
        TestMember.start(
            asked -> {
              asked.send(LENGTH);
              asked.wire().awaitEnd();
            })) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site().requestTimeout(Duration.ofMillis(300));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        client.send(GET);
        assertThat(client.awaitEnd()).isEqualTo(End.RESET);
        assertThat(gateway.awaitLog(1).getFirst()).contains("\"failure\":\"response-timeout\"");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GET, GET_1_0})
  void endsWithoutCloseNotifyOverTls(String request) throws Exception {
    TestCa ca = TestCa.create();
    try (TestMember member =
        TestMember.start(
            asked -> {
              asked.send(CHUNKED);
              asked.wire().close();
            })) {
      GatewayPlan plan = GatewayPlan.before(member);
      plan.site().certificate(ca.issue("localhost"));
      try (RunningGateway gateway = plan.start();
          RawClient client =
              RawClient.connectTls(gateway.address(), ca.clientContext(), "localhost")) {
        client.send(request);
        assertThat(client.awaitEnd()).isEqualTo(End.RESET);
      }
    }
  }

  @Test
  void takesAnAnswerOverTlsThatEndsWithoutCloseNotifyForCut() throws Exception {
    TestCa ca = TestCa.create();
    try (TestMember member =
        TestMember.startTls(
            ca.issue("127.0.0.1").serverContext(),
            asked -> {
              asked.send(UNTIL_CLOSE);
              // Beneath TLS, so that no close_notify goes out.
              asked.wire().closeTransport();
            })) {
      GatewayPlan plan = GatewayPlan.before(member).trusting(ca);
      plan.site().membersOverTls();
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        client.send(GET);
        assertThat(client.awaitEnd()).isEqualTo(End.RESET);
      }
    }
  }

  @Test
  void takesAnAnswerOverTlsThatEndsWithCloseNotifyForWhole() throws Exception {
    TestCa ca = TestCa.create();
    try (TestMember member =
        TestMember.startTls(
            ca.issue("127.0.0.1").serverContext(),
            asked -> {
              asked.send(UNTIL_CLOSE);
              asked.wire().close();
            })) {
      GatewayPlan plan = GatewayPlan.before(member).trusting(ca);
      plan.site().membersOverTls();
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        assertThat(client.ask(GET).body()).isEqualTo("part");
      }
    }
  }

  @Test
  void dropsTheMembersConnectionWhenTheClientLeavesBeforeTheAnswer() throws Exception {
    try (TestMember member = TestMember.start(asked -> asked.wire().awaitEnd());
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(GET);
      Await.until("the member has the request", () -> member.requests().size() == 1);
      client.reset();
      Await.until("the member's connection is closed", () -> member.openConnections() == 0);
      assertThat(gateway.awaitLog(1).getFirst())
          .contains("\"httpStatus\":499", "\"failure\":\"client-left\"");
    }
  }

  @Test
  void dropsTheMembersConnectionWhenTheClientLeavesInTheMiddleOfTheAnswer() throws Exception {
    try (TestMember member =
            TestMember.start(
                asked -> {
                  asked.send(LENGTH);
                  asked.wire().awaitEnd();
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(GET);
      client.readHead();
      client.reset();
      Await.until("the member's connection is closed", () -> member.openConnections() == 0);
      assertThat(gateway.awaitLog(1).getFirst()).contains("\"httpStatus\":499");
    }
  }

  @Test
  void dropsTheMembersConnectionWhenTheClientEndsInTheMiddleOfItsBody() throws Exception {
    try (TestMember member = TestMember.start(asked -> asked.readBody());
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
      Await.until("the member has the request", () -> member.requests().size() == 1);
      client.halfClose();
      Await.until("the member's connection is closed", () -> member.openConnections() == 0);
      assertThat(gateway.awaitLog(1).getFirst()).contains("\"httpStatus\":499");
    }
  }

  @Test
  void dropsTheMembersConnectionWhenTheClientEndsInTheMiddleOfAChunk() throws Exception {
    try (TestMember member = TestMember.start(asked -> asked.readBody());
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n5");
      Await.until("the member has the request", () -> member.requests().size() == 1);
      client.halfClose();
      Await.until("the member's connection is closed", () -> member.openConnections() == 0);
    }
  }
}
