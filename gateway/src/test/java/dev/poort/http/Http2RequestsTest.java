package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Limits;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Http2Answer;
import dev.poort.testkit.Http2Frame;
import dev.poort.testkit.Http2Peer;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over HTTP/2 (RFC 9113 8), in clear text by prior knowledge, frame by frame. */
@SuppressWarnings("NullAway.Init") // each test begins with a start of its own
class Http2RequestsTest {
  private static final Limits LIMITS =
      new Limits(4096, 1024, 100_000, Duration.ofSeconds(60), Duration.ofSeconds(120));

  private TestMember member;
  private RunningGateway gateway;
  private Http2Peer client;

  private void start(TestMember.Script script) throws Exception {
    member = TestMember.start(script);
    GatewayPlan plan = GatewayPlan.before(member).limits(LIMITS);
    plan.site().h2c();
    gateway = plan.start();
    client = Http2Peer.connect(gateway.address());
  }

  private void startEcho() throws Exception {
    start(request -> request.answer(request.readBody()));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
    member.close();
  }

  @Test
  void aRequestGoesToTheMemberOverHttp11WithWhatAzureAdds() throws Exception {
    startEcho();
    int stream = client.request("GET", "/a?b", true, "x-own", "1");

    assertThat(client.answer(stream).status()).isEqualTo("200");
    var seen = member.requests().getFirst();
    assertThat(seen.startLine()).isEqualTo("GET /a?b HTTP/1.1");
    assertThat(seen.field("Host")).isEqualTo("site.test");
    assertThat(seen.field("x-own")).isEqualTo("1");
    assertThat(seen.field("X-Forwarded-Proto")).isEqualTo("http");
    assertThat(seen.field("X-Original-Host")).isEqualTo("site.test");
    assertThat(seen.field("X-Forwarded-For")).startsWith("127.0.0.1:");
  }

  @Test
  void eachStreamHasItsLineInTheAccessLog() throws Exception {
    startEcho();
    client.answer(client.request("GET", "/one", true));
    client.answer(client.request("GET", "/two", true));

    assertThat(gateway.awaitLog(2))
        .allMatch(line -> line.contains("\"httpVersion\":\"HTTP/2.0\""))
        .anyMatch(line -> line.contains("\"requestUri\":\"/two\""));
  }

  @Test
  void streamsAreAnsweredAsTheirMembersAnswerNotInOrder() throws Exception {
    start(
        request -> {
          if (request.startLine().contains("/slow")) request.wire().readLine();
          request.answer(request.startLine());
        });
    client.request("POST", "/slow", false, "content-length", "2");
    int quick = client.request("GET", "/quick", true);

    assertThat(client.answer(quick).body()).contains("/quick");
    client.data(1, "\r\n", true);
    assertThat(client.answer(1).body()).contains("/slow");
  }

  @Test
  void aBodyOfUnknownLengthIsChunkedForTheMember() throws Exception {
    startEcho();
    int stream = client.request("POST", "/", false);
    client.data(stream, "one ", false);
    client.data(stream, "two", true);

    assertThat(client.answer(stream).body()).isEqualTo("one two");
    assertThat(member.requests().getFirst().field("Transfer-Encoding")).isEqualTo("chunked");
  }

  @Test
  void trailersPassBothWays() throws Exception {
    start(
        request -> {
          String chunks = line(request) + line(request);
          assertThat(chunks).isEqualTo("2hi");
          String trailer = line(request) + line(request);
          line(request);
          request.send(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nho\r\n0\r\nX-End: "
                  + trailer
                  + "\r\n\r\n");
        });
    int stream = client.request("POST", "/", false, "te", "trailers");
    client.data(stream, "hi", false);
    client.headers(stream, true, "x-sum", "7");

    Http2Answer answer = client.answer(stream);
    assertThat(answer.body()).isEqualTo("ho");
    assertThat(answer.trailers()).containsEntry("x-end", "0x-sum: 7");
    assertThat(member.requests().getFirst().field("TE")).isEqualTo("trailers");
  }

  private static String line(MemberRequest request) throws Exception {
    return request.wire().readLine().strip();
  }

  @Test
  void interimAnswersPass() throws Exception {
    start(
        request -> {
          request.send("HTTP/1.1 100 Continue\r\n\r\n");
          request.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
          request.answer(request.readBody());
        });
    int stream = client.request("PUT", "/", false, "expect", "100-continue", "content-length", "4");
    assertThat(client.head(stream)).containsEntry(":status", "100");
    client.data(stream, "body", true);

    Http2Answer answer = client.answer(stream);
    assertThat(answer.interim()).isEqualTo("103");
    assertThat(answer.body()).isEqualTo("body");
  }

  @Test
  void anAnswerToHeadHasALengthAndNoBody() throws Exception {
    start(request -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"));
    Http2Answer answer = client.answer(client.request("HEAD", "/", true));

    assertThat(answer.fields()).containsEntry("content-length", "5");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void whatConcernsTheMembersConnectionStaysThere() throws Exception {
    start(
        request ->
            request.send(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\n"
                    + "Keep-Alive: timeout=5\r\nX-Upper: Case\r\n\r\n"));
    Http2Answer answer = client.answer(client.request("GET", "/", true));

    assertThat(answer.fields())
        .containsOnlyKeys(":status", "content-length", "x-upper")
        .containsEntry("x-upper", "Case");
  }

  @Test
  void cookiesThatCameInPiecesStandInOneLine() throws Exception {
    startEcho();
    client.answer(client.request("GET", "/", true, "cookie", "a=1", "cookie", "b=2"));

    assertThat(member.requests().getFirst().head()).contains("ookie: a=1; b=2\r\n");
  }

  @Test
  void hostMayStandForTheAuthority() throws Exception {
    startEcho();
    client.headers(1, true, ":method", "GET", ":scheme", "http", ":path", "/", "host", "h.test");

    assertThat(client.answer(1).status()).isEqualTo("200");
    assertThat(member.requests().getFirst().field("Host")).isEqualTo("h.test");
  }

  @ParameterizedTest
  @CsvSource({
    "connection, close",
    "proxy-connection, close",
    "keep-alive, timeout=1",
    "transfer-encoding, chunked",
    "upgrade, websocket",
    "te, gzip",
    "host, other.test",
    "X-Upper, 1",
    "content-length, one",
    ":status, 200",
  })
  void aMalformedHeadIsRefusedAndItsStreamReset(String name, String value) throws Exception {
    startEcho();
    int stream = client.request("GET", "/", true, name, value);

    assertThat(client.answer(stream).status()).isEqualTo("400");
    // PROTOCOL_ERROR
    assertThat(client.awaitReset(stream)).isEqualTo(1);
    assertThat(gateway.awaitLog(1).getFirst()).contains("bad-request");
    assertThat(member.requests()).isEmpty();
    assertThat(client.answer(client.request("GET", "/", true)).status()).isEqualTo("200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "", "/a b", "http://site.test/", "*"})
  void aPathThatIsNoneIsRefused(String path) throws Exception {
    startEcho();
    assertThat(client.answer(client.request("GET", path, true)).status()).isEqualTo("400");
  }

  @Test
  void connectIsNotServed() throws Exception {
    startEcho();
    assertThat(client.answer(client.request("CONNECT", "/", true)).status()).isEqualTo("405");
  }

  @Test
  void aHeadOverTheLimitIsRefused() throws Exception {
    startEcho();
    String[] big = {"x-big", "b".repeat(5_000)};
    Http2Answer answer = client.answer(client.request("GET", "/", true, big));

    assertThat(answer.status()).isEqualTo("431");
    assertThat(answer.body()).contains("head-too-large");
    assertThat(gateway.awaitLog(1).getFirst()).contains("\"httpStatus\":431");
  }

  @Test
  void aHeadFarOverTheLimitIsRefusedUnread() throws Exception {
    startEcho();
    String[] big = {"x-big", "b".repeat(9_000)};
    assertThat(client.answer(client.request("GET", "/", true, big)).status()).isEqualTo("431");
  }

  @Test
  void aPathOverTheLimitIsRefused() throws Exception {
    startEcho();
    String path = "/" + "p".repeat(2_000);
    assertThat(client.answer(client.request("GET", path, true)).status()).isEqualTo("414");
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws Exception {
    startEcho();
    int stream = client.request("POST", "/", false, "content-length", "100001");
    assertThat(client.answer(stream).status()).isEqualTo("413");
  }

  @Test
  void aBodyOfAnotherLengthThanItsFieldResetsTheStream() throws Exception {
    startEcho();
    int stream = client.request("POST", "/", false, "content-length", "3");
    client.data(stream, "four", true);

    assertThat(client.awaitReset(stream)).isEqualTo(1);
    assertThat(gateway.awaitLog(1).getFirst()).contains("bad-request");
  }

  @Test
  void aMemberThatBreaksOffResetsTheStreamAlone() throws Exception {
    start(
        request -> {
          if (request.startLine().contains("/well")) {
            request.answer("well");
          } else {
            request.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart");
            request.wire().close();
          }
        });
    int broken = client.request("GET", "/broken", true);

    // INTERNAL_ERROR
    assertThat(client.awaitReset(broken)).isEqualTo(2);
    assertThat(client.answer(client.request("GET", "/well", true)).body()).isEqualTo("well");
  }

  @Test
  void aResetStreamFreesItsMember() throws Exception {
    start(
        request -> {
          if (request.startLine().contains("/wait")) {
            request.wire().readToEnd();
          } else {
            request.answer("next");
          }
        });
    int stream = client.request("GET", "/wait", true);
    Await.until("the member has it", () -> member.requests().size() == 1);
    // CANCEL
    client.number(Http2Frame.RST_STREAM, stream, 8);

    assertThat(gateway.awaitLog(1).getFirst()).contains("client-left");
    assertThat(client.answer(client.request("GET", "/", true)).body()).isEqualTo("next");
  }

  @Test
  void http1IsServedOnTheSamePort() throws Exception {
    startEcho();
    try (var other = gateway.connect()) {
      assertThat(other.get("/", "site.test").status()).isEqualTo(200);
    }
  }
}
