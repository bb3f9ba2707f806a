package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Chunks;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers pass through whole, whatever their form. */
class ForwardingTest {
  private static final String BIG = "0123456789abcdef".repeat(20_000);

  /** What a client gets that sends one request to a member with this script. */
  private static RawAnswer ask(String request, TestMember.Script script) throws Exception {
    try (TestMember member = TestMember.start(script);
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      return client.ask(request);
    }
  }

  private static String get(String lines) {
    return "GET / HTTP/1.1\r\nHost: site.test\r\n" + lines + "\r\n";
  }

  @Test
  void passesAGetAndItsAnswerOn() throws Exception {
    try (TestMember member = TestMember.answering("hello");
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/a%20b?c=d&c=e", "site.test");

      assertThat(answer.head()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
      assertThat(answer.body()).isEqualTo("hello");
      MemberRequest request = member.requests().getFirst();
      assertThat(request.startLine()).isEqualTo("GET /a%20b?c=d&c=e HTTP/1.1");
      assertThat(request.field("Host")).isEqualTo("site.test");
    }
  }

  @Test
  void passesAnswersToHeadOnWithoutABody() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 2; i++) {
        client.send("HEAD / HTTP/1.1\r\nHost: site.test\r\n\r\n");
        assertThat(client.readAnswerToHead().field("Content-Length")).isEqualTo("1000");
      }
      assertThat(member.connections()).isEqualTo(1);
    }
  }

  @Test
  void passesABodyOfKnownLengthOn() throws Exception {
    RawAnswer answer =
        ask(
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + BIG.length() + "\r\n\r\n" + BIG,
            request -> request.answer(request.field("Content-Length") + request.readBody()));
    assertThat(answer.body()).isEqualTo(BIG.length() + BIG);
  }

  @Test
  void passesAChunkedBodyOnInChunks() throws Exception {
    RawAnswer answer =
        ask(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Chunks.of(BIG, 7000),
            request -> request.answer(request.field("Transfer-Encoding") + request.readBody()));
    assertThat(answer.body()).isEqualTo("chunked" + BIG);
  }

  @Test
  void passesAChunkedAnswerOnInChunks() throws Exception {
    RawAnswer answer =
        ask(
            get(""),
            request ->
                request.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Chunks.of(BIG, 5000)));
    assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(answer.body()).isEqualTo(BIG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "abc"})
  void passesSmallChunkedAnswersOn(String body) throws Exception {
    RawAnswer answer =
        ask(
            get(""),
            request ->
                request.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunks.of(body, 1)));
    assertThat(answer.body()).isEqualTo(body);
  }

  @Test
  void passesTrailersOnBothWays() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  String raw = request.wire().readChunked();
                  String sum = raw.substring(raw.indexOf("X-Sum: "), raw.length() - 4);
                  request.send(
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"
                          + "X-Echoed: "
                          + sum.substring(7)
                          + "\r\n\r\n");
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
              + "2\r\nhi\r\n0\r\nX-Sum: 42\r\n\r\n");
      client.readHead();
      assertThat(client.readChunked()).isEqualTo("1\r\na\r\n0\r\nX-Echoed: 42\r\n\r\n");
    }
  }

  @Test
  void passesAnAnswerThatEndsWithTheConnectionOnInChunks() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send("HTTP/1.0 200 OK\r\n\r\nhello ");
                  request.send("world");
                  request.wire().close();
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      RawAnswer answer = client.get("/", "a");
      assertThat(answer.field("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(answer.body()).isEqualTo("hello world");
      // The member's connection is gone, the client's is not.
      assertThat(client.get("/", "a").body()).isEqualTo("hello world");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void passesAnswersWithoutABodyOnAndKeepsTheConnection(int status) throws Exception {
    try (TestMember member =
            TestMember.start(request -> request.send("HTTP/1.1 " + status + " X\r\n\r\n"));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.get("/", "a").head()).isEqualTo("HTTP/1.1 " + status + " X\r\n\r\n");
      }
      assertThat(member.connections()).isEqualTo(1);
    }
  }

  @Test
  void takesTheLengthOutOfA204() throws Exception {
    RawAnswer answer =
        ask(get(""), request -> request.send("HTTP/1.1 204 X\r\nContent-Length: 5\r\n\r\n"));
    assertThat(answer.field("Content-Length")).isNull();
  }

  @Test
  void keepsTheLengthOfA304() throws Exception {
    RawAnswer answer =
        ask(get(""), request -> request.send("HTTP/1.1 304 X\r\nContent-Length: 5\r\n\r\n"));
    assertThat(answer.field("Content-Length")).isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 299, 301, 404, 418, 500, 502, 503, 599, 999})
  void passesEveryStatusOn(int status) throws Exception {
    RawAnswer answer =
        ask(
            get(""),
            request -> request.send("HTTP/1.1 " + status + " Why\r\nContent-Length: 2\r\n\r\nok"));
    assertThat(answer.head()).startsWith("HTTP/1.1 " + status + " Why\r\n");
    assertThat(answer.body()).isEqualTo("ok");
  }

  @Test
  void passesInterimAnswersOnBeforeTheFinalOne() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send("HTTP/1.1 102 Processing\r\n\r\n");
                  request.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
                  request.answer("done");
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(get(""));
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 102 Processing\r\n\r\n");
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
      assertThat(client.readAnswer().body()).isEqualTo("done");
    }
  }

  @Test
  void givesAnHttp10ClientNoInterimAnswers() throws Exception {
    RawAnswer answer =
        ask(
            "GET / HTTP/1.0\r\n\r\n",
            request -> {
              request.send("HTTP/1.1 103 Early Hints\r\n\r\n");
              request.answer("done");
            });
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void passesExpectationsOnAndThe100Back() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  assertThat(request.field("Expect")).isEqualTo("100-continue");
                  request.send("HTTP/1.1 100 Continue\r\n\r\n");
                  request.answer(request.readBody());
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("hello");
      assertThat(client.readAnswer().body()).isEqualTo("hello");
    }
  }

  @Test
  void passesARefusalInsteadOfThe100OnAndEndsTheConnection() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> request.send("HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno"));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      RawAnswer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.field("Connection")).isEqualTo("close");
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void ignoresAnExpectationInHttp10() throws Exception {
    RawAnswer answer =
        ask(
            "POST / HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nhi",
            request -> request.answer(request.field("Expect") + request.readBody()));
    assertThat(answer.body()).isEqualTo("nullhi");
  }

  @Test
  void passesAnEarlyAnswerOnAndEndsTheConnection() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> request.send("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"));
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nonly a part");
      RawAnswer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.field("Connection")).isEqualTo("close");
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void passesAnEarlyAnswerOnToAClientThatIsStillSending() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send(
                      "HTTP/1.1 413 No\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
                  request.wire().halfClose();
                  request.wire().awaitEnd();
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n");
      byte[] piece = new byte[100_000];
      for (int i = 0; i < 20; i++) client.send(piece);
      assertThat(client.readAnswer().body()).isEqualTo("no");
    }
  }

  @Test
  void streamsBothWaysAtTheSameTime() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                  for (int i = 0; i < 3; i++) {
                    String size = request.wire().readLine();
                    String chunk = size + request.wire().readLine();
                    request.send(chunk);
                  }
                  request.send(request.wire().readHead());
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.readHead();
      for (String chunk : new String[] {"3\r\none\r\n", "3\r\ntwo\r\n", "5\r\nthree\r\n"}) {
        client.send(chunk);
        assertThat(client.readLine() + client.readLine()).isEqualTo(chunk);
      }
      client.send("0\r\n\r\n");
      assertThat(client.readHead()).isEqualTo("0\r\n\r\n");
    }
  }

  @Test
  void sendsPiecesOfAnAnswerAsSoonAsTheyCome() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
                  request.send("Transfer-Encoding: chunked\r\n\r\n7\r\nfirst\n\n\r\n");
                  request.wire().awaitEnd();
                });
        RunningGateway gateway = RunningGateway.before(member);
        RawClient client = gateway.connect()) {
      client.send(get(""));
      client.readHead();
      assertThat(client.readLine() + client.readLine()).isEqualTo("7\r\nfirst\n\n\r\n");
      client.reset();
    }
  }
}
