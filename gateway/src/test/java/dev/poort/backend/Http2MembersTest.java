package dev.poort.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Http2Answer;
import dev.poort.testkit.Http2Frame;
import dev.poort.testkit.Http2Member;
import dev.poort.testkit.Http2Peer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import dev.poort.testkit.TestMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Members that are spoken to over HTTP/2, frame by frame, by clients of HTTP/1. */
class Http2MembersTest {
  private static RunningGateway before(Http2Member member) throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", member.port()).membersOverHttp2();
    plan.site().requestTimeout(Duration.ofSeconds(2));
    return plan.start();
  }

  @Test
  void aRequestGoesOutWithPseudoFieldsAndWithoutWhatIsOfHttp1() throws Exception {
    try (Http2Member member = Http2Member.answering("hello");
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      assertThat(client.get("/a?b", "site.test").body()).isEqualTo("hello");

      assertThat(member.heads().getFirst())
          .containsEntry(":method", "GET")
          .containsEntry(":path", "/a?b")
          .containsEntry(":scheme", "http")
          .containsEntry(":authority", "site.test")
          .containsKey("x-forwarded-for")
          .doesNotContainKeys("host", "connection");
    }
  }

  @Test
  void aBodyAndTrailersPassBothWays() throws Exception {
    try (Http2Member member =
            Http2Member.start(
                (peer, stream, _) -> {
                  Http2Answer request = peer.rest(stream);
                  peer.headers(stream, false, ":status", "200");
                  peer.data(stream, request.body(), false);
                  peer.headers(
                      stream, true, "x-sum", String.valueOf(request.trailers().get("x-in")));
                });
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "4\r\nbody\r\n0\r\nX-In: 7\r\n\r\n");
      String head = client.readHead();
      assertThat(head).contains("Transfer-Encoding: chunked");
      assertThat(client.readExactly(9)).asString().isEqualTo("4\r\nbody\r\n");
      assertThat(client.readExactly(5)).asString().startsWith("0\r\n");
    }
  }

  /** One client of HTTP/2 has one loop, and so one set of connections to the member. */
  private static RunningGateway beforeClientsOfHttp2(Http2Member member) throws Exception {
    GatewayPlan plan = new GatewayPlan();
    plan.site().member("127.0.0.1", member.port()).membersOverHttp2().h2c();
    return plan.start();
  }

  private static void answerAllAt(int count, List<Runnable> waiting) {
    if (waiting.size() == count) waiting.forEach(Runnable::run);
  }

  private static void answer(Http2Peer peer, int stream) {
    try {
      peer.headers(stream, true, ":status", "204");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void requestsAtTheSameTimeShareOneConnection() throws Exception {
    List<Runnable> waiting = Collections.synchronizedList(new ArrayList<>());
    try (Http2Member member =
            Http2Member.start(
                (peer, stream, _) -> {
                  waiting.add(() -> answer(peer, stream));
                  answerAllAt(20, waiting);
                });
        RunningGateway gateway = beforeClientsOfHttp2(member);
        Http2Peer client = Http2Peer.connect(gateway.address())) {
      for (int i = 0; i < 20; i++) client.request("GET", "/", true);
      for (int i = 0; i < 20; i++) assertThat(client.answer(1 + 2 * i).status()).isEqualTo("204");
      assertThat(member.connections()).isEqualTo(1);
    }
  }

  @Test
  void moreStreamsThanTheMemberTakesGoToAnotherConnection() throws Exception {
    List<Runnable> waiting = Collections.synchronizedList(new ArrayList<>());
    // SETTINGS_MAX_CONCURRENT_STREAMS
    byte[] two = {0, 3, 0, 0, 0, 2};
    try (Http2Member member =
            Http2Member.start(
                (peer, stream, head) -> {
                  if (head.containsValue("/first")) {
                    answer(peer, stream);
                  } else {
                    waiting.add(() -> answer(peer, stream));
                    answerAllAt(4, waiting);
                  }
                },
                two);
        RunningGateway gateway = beforeClientsOfHttp2(member);
        Http2Peer client = Http2Peer.connect(gateway.address())) {
      // Then the gateway knows how many it takes.
      client.answer(client.request("GET", "/first", true));
      for (int i = 0; i < 4; i++) client.request("GET", "/", true);
      for (int i = 1; i < 5; i++) assertThat(client.answer(1 + 2 * i).status()).isEqualTo("204");
      assertThat(member.connections()).isEqualTo(2);
    }
  }

  @Test
  void aRefusedStreamIsSentAgainWhateverItsMethod() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Http2Member member =
            Http2Member.start(
                (peer, stream, _) -> {
                  if (asked.incrementAndGet() == 1) {
                    // REFUSED_STREAM
                    peer.number(Http2Frame.RST_STREAM, stream, 7);
                  } else {
                    peer.headers(stream, true, ":status", "204");
                  }
                });
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(204);
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void whatCameAfterAGoAwayIsSentAgainOnANewConnection() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Http2Member member =
            Http2Member.start(
                (peer, stream, _) -> {
                  if (asked.incrementAndGet() == 1) {
                    peer.frame(Http2Frame.GOAWAY, 0, 0, new byte[8]);
                  } else {
                    peer.headers(stream, true, ":status", "204");
                  }
                });
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(204);
      assertThat(member.connections()).isEqualTo(2);
    }
  }

  @Test
  void anotherResetIsTheMembersFailure() throws Exception {
    try (Http2Member member =
            // INTERNAL_ERROR
            Http2Member.start((peer, stream, _) -> peer.number(Http2Frame.RST_STREAM, stream, 2));
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.readAnswer().body()).contains("member-closed");
    }
  }

  @Test
  void anAnswerThatBreaksTheRulesIsRefused() throws Exception {
    try (Http2Member member =
            Http2Member.start(
                (peer, stream, _) ->
                    peer.headers(stream, true, ":status", "200", "connection", "close"));
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      assertThat(client.get("/", "a").body()).contains("bad-response");
    }
  }

  @Test
  void aMemberThatLeavesARequestUnansweredIsPingedAndLeft() throws Exception {
    try (Http2Member member = Http2Member.start((_, _, _) -> {});
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.readAnswer().body()).contains("response-timeout");
      Await.until("it is pinged", () -> member.pings() > 0);
      Await.until("its connection is closed", () -> member.ended() > 0);
    }
  }

  @Test
  void aMemberThatChoosesHttp1ByAlpnIsSpokenToOverHttp1() throws Exception {
    TestCa ca = TestCa.create();
    TestCertificate certificate = ca.issue("127.0.0.1");
    try (TestMember member =
        TestMember.startTls(certificate.serverContext(), request -> request.answer("one"))) {
      GatewayPlan plan = new GatewayPlan().trusting(ca);
      plan.site().members(member).membersOverTls().membersOverHttp2();
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        assertThat(client.get("/", "127.0.0.1").body()).isEqualTo("one");
        assertThat(member.requests().getFirst().startLine()).isEqualTo("GET / HTTP/1.1");
      }
    }
  }
}
