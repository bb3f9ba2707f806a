package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Limits;
import dev.poort.testkit.Chunks;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long connections live on both sides, and what is sent over them. */
class ConnectionsTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void servesManyRequestsOverOneConnectionOnEachSide() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 20; i++) assertThat(client.get("/", "a").body()).isEqualTo("ok");
      assertThat(member.connections()).isEqualTo(1);
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws Exception {
    try (TestMember member = TestMember.start(request -> request.answer(request.startLine()));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      client.send(requests.toString());
      for (int i = 0; i < 50; i++) {
        assertThat(client.readAnswer().body()).isEqualTo("GET /" + i + " HTTP/1.1");
      }
    }
  }

  @Test
  void answersPipelinedRequestsWithBodies() throws Exception {
    try (TestMember member = TestMember.start(request -> request.answer(request.readBody()));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
              + "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3\r\ntwo\r\n0\r\n\r\n"
              + GET);
      assertThat(client.readAnswer().body()).isEqualTo("one");
      assertThat(client.readAnswer().body()).isEqualTo("two");
      assertThat(client.readAnswer().body()).isEmpty();
    }
  }

  @Test
  void closesAfterARequestThatAsksForIt() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(answer.field("Connection")).isEqualTo("close");
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
      // Which says nothing about the member's connection.
      try (RawClient other = gateway.connect()) {
        other.get("/", "a");
      }
      assertThat(member.requests().getFirst().field("Connection")).isNull();
    }
  }

  @Test
  void closesAfterARequestInHttp10() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.ask("GET / HTTP/1.0\r\n\r\n");
      assertThat(answer.head()).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void keepsAConnectionInHttp10WhenAskedTo() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 2; i++) {
        RawAnswer answer = client.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(answer.field("Connection")).isEqualTo("keep-alive");
        assertThat(answer.body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void endsAnAnswerOfUnknownLengthWithTheConnectionInHttp10() throws Exception {
    try (TestMember member =
            TestMember.start(
                request ->
                    request.send(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + Chunks.of("hello", 3)));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(answer.field("Transfer-Encoding")).isNull();
      assertThat(answer.field("Connection")).isEqualTo("close");
      assertThat(answer.body()).isEqualTo("hello");
    }
  }

  @Test
  void answersAClientThatSendsNoMore() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(GET);
      client.halfClose();
      assertThat(client.readAnswer().body()).isEqualTo("ok");
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void answersAllThatAClientHasSentBeforeItsEnd() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(GET + GET + GET + "GET / HTT");
      client.halfClose();
      for (int i = 0; i < 3; i++) assertThat(client.readAnswer().body()).isEqualTo("ok");
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void writesABigAnswerToTheEndForAClientThatSendsNoMore() throws Exception {
    String big = "x".repeat(3_000_000);
    try (TestMember member = TestMember.answering(big);
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      client.halfClose();
      assertThat(client.readAnswer().body()).isEqualTo(big);
    }
  }

  @Test
  void closesAConnectionThatRestsTooLong() throws Exception {
    Limits limits =
        new Limits(32 << 10, 32 << 10, 1 << 20, Duration.ofSeconds(10), Duration.ofMillis(300));
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = GatewayPlan.before(member).limits(limits).start();
        RawClient client = gateway.connect()) {
      client.get("/", "a");
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void opensAConnectionToTheMemberForEachRequestAtWork() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = RunningGateway.before(member)) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 10; i++) clients.add(gateway.connect());
      for (RawClient client : clients) client.send(GET);
      for (RawClient client : clients) assertThat(client.readAnswer().body()).isEqualTo("ok");
      int needed = member.connections();
      for (RawClient client : clients) client.get("/", "a");
      assertThat(member.connections()).isLessThanOrEqualTo(Math.max(needed, 10));
      for (RawClient client : clients) client.close();
    }
  }

  @Test
  void doesNotUseAMembersConnectionAgainThatTheMemberCloses() throws Exception {
    try (TestMember member =
            TestMember.start(
                request ->
                    request.send(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      for (int i = 1; i <= 3; i++) {
        RawAnswer answer = client.get("/", "a");
        assertThat(answer.field("Connection")).isNull();
        assertThat(member.connections()).isEqualTo(i);
      }
    }
  }

  @Test
  void doesNotUseAMembersConnectionAgainThatHasMoreToSay() throws Exception {
    try (TestMember member =
            TestMember.start(
                request ->
                    request.send(
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                            + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison"));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      for (int i = 1; i <= 3; i++) {
        assertThat(client.get("/", "a").body()).isEqualTo("ok");
        assertThat(member.connections()).isEqualTo(i);
      }
    }
  }
}
