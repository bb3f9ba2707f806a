package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Limits;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers that the gateway makes itself because of what a client sends. */
class RefusalsTest {
  private static final Limits SMALL =
      new Limits(2000, 500, 1000, Duration.ofMillis(400), Duration.ofSeconds(20));

  @AutoClose
  private final TestMember member =
      TestMember.start(
          request -> {
            request.readBody();
            request.answer("served");
          });

  @AutoClose
  private final RunningGateway gateway = GatewayPlan.before(member).limits(SMALL).start();

  @AutoClose private final RawClient client = gateway.connect();

  RefusalsTest() throws Exception {}

  /** Asserts a refusal after which the connection ends, and that no member has seen anything. */
  private RawAnswer refused(String request, int status, String failure) throws Exception {
    client.send(request);
    RawAnswer answer = client.readAnswer();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains("<p>" + failure + "</p>");
    assertThat(answer.field("Connection")).isEqualTo("close");
    assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    return answer;
  }

  @Test
  void answersInHtmlWithTheStatusTheCauseAndTheTraceId() throws Exception {
    RawAnswer answer = client.ask("GET / HTTP/1.1\r\n\r\n");
    String trace = answer.field("X-AppGW-Trace-Id");
    assertThat(trace).matches("[0-9a-f]{32}");
    assertThat(answer.field("Date")).endsWith(" GMT");
    assertThat(answer.head())
        .isEqualTo(
            "HTTP/1.1 400 Bad Request\r\nDate: "
                + answer.field("Date")
                + "\r\nServer: Poort\r\nContent-Type: text/html\r\n"
                + "Content-Length: "
                + answer.body().length()
                + "\r\nX-AppGW-Trace-Id: "
                + trace
                + "\r\nConnection: close\r\n\r\n");
    assertThat(answer.body())
        .contains("<h1>400 Bad Request</h1>")
        .contains("bad-request")
        .contains(trace);
    assertThat(gateway.awaitLog(1).getFirst())
        .contains("\"httpStatus\":400", "\"transactionId\":\"" + trace + "\"", "\"bad-request\"");
  }

  @Test
  void logsOfARefusedHeadWhatCouldBeRead() throws Exception {
    String request = "GET /where?a=b HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n";
    client.ask(request);
    assertThat(gateway.awaitLog(1).getFirst())
        .contains(
            "\"httpMethod\":\"GET\"",
            "\"originalRequestUriWithArgs\":\"/where?a=b\"",
            "\"receivedBytes\":" + request.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "0\r\n\r\nG",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n"
            + "1d\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 40\r\n\r\nbody",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nX: y\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nX:\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
      })
  void letsNoRequestThroughThatTwoParsersCouldReadInTwoWays(String request) throws Exception {
    refused(request, 400, "bad-request");
    assertThat(member.requests()).isEmpty();
  }

  @Test
  void answers501ToAnUnknownTransferCoding() throws Exception {
    refused(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        501,
        "transfer-coding");
  }

  @Test
  void answers405ToConnect() throws Exception {
    refused("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 405, "method-not-allowed");
  }

  @Test
  void answers505ToAnotherVersion() throws Exception {
    refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "http-version");
  }

  @Test
  void answers414ToATargetThatIsTooLong() throws Exception {
    refused("GET /" + "a".repeat(600) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, "url-too-long");
  }

  @Test
  void answers431ToAHeadThatIsTooLong() throws Exception {
    refused(
        "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(5000) + "\r\n\r\n", 431, "head-too-large");
  }

  @Test
  void answers413ToALengthBeyondTheLimitBeforeAMemberSeesIt() throws Exception {
    refused(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n" + "x".repeat(1001),
        413,
        "body-too-large");
    assertThat(member.requests()).isEmpty();
  }

  @Test
  void answers413ToChunksBeyondTheLimit() throws Exception {
    refused(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n"
            + "x".repeat(1001)
            + "\r\n0\r\n\r\n",
        413,
        "body-too-large");
  }

  @Test
  void takesABodyOfJustTheLimit() throws Exception {
    assertThat(
            client
                .ask(
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000))
                .body())
        .isEqualTo("served");
  }

  @Test
  void answers413ToAClientThatGoesOnSending() throws Exception {
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n");
    byte[] piece = new byte[100_000];
    for (int i = 0; i < 10; i++) client.send(piece);
    assertThat(client.readAnswer().status()).isEqualTo(413);
  }

  @Test
  void answers417ToAnUnknownExpectation() throws Exception {
    RawAnswer answer = client.ask("GET / HTTP/1.1\r\nHost: a\r\nExpect: a-pony\r\n\r\n");
    assertThat(answer.status()).isEqualTo(417);
    assertThat(client.get("/", "a").body()).isEqualTo("served");
  }

  @Test
  void answers408ToAHeadThatComesTooSlowly() throws Exception {
    refused("GET / HTTP/1.1\r\nHost:", 408, "request-timeout");
  }

  @Test
  void allowsAHeadItsTimeHoweverOftenAnOctetComes() throws Exception {
    long begun = System.nanoTime();
    client.send("GET / HTTP/1.1\r\nX:");
    try {
      while (System.nanoTime() - begun < Duration.ofSeconds(5).toNanos()) {
        client.send("a");
        if (!client.isSilentFor(50)) break;
      }
    } catch (java.io.IOException e) {
      // The gateway has ended the connection.
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void answers408ToABodyThatComesTooSlowly() throws Exception {
    refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc", 408, "request-timeout");
    assertThat(gateway.awaitLog(1).getFirst()).contains("\"httpStatus\":408");
  }

  @ParameterizedTest
  @CsvSource({"'zz\r\n'", "'5\r\nhelloX\r\n'", "'5\nhello\r\n0\r\n\r\n'"})
  void answers400ToABrokenChunk(String chunk) throws Exception {
    refused(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n" + chunk,
        400,
        "bad-request");
  }

  @Test
  void servesNothingAfterARequestThatItRefused() throws Exception {
    client.send("GET / HTTP/1.1\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(client.readAnswer().status()).isEqualTo(400);
    assertThat(client.readToEnd()).isEmpty();
    assertThat(member.requests()).isEmpty();
  }

  @Test
  void answersARefusedHeadWithoutABody() throws Exception {
    client.send(
        "HEAD / HTTP/1.1\r\nHost: a\r\nExpect: a-pony\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    RawAnswer answer = client.readAnswerToHead();
    assertThat(answer.status()).isEqualTo(417);
    assertThat(Integer.parseInt(answer.field("Content-Length"))).isPositive();
    assertThat(client.readAnswer().body()).isEqualTo("served");
  }
}
