package dev.poort.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.TransportKind;
import dev.poort.testkit.Await;
import dev.poort.testkit.Chunks;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.Wire.End;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The core of the data path on every kind of sockets that this machine has. */
@ParameterizedClass
@MethodSource("available")
class TransportsTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String BIG = "0123456789abcdef".repeat(60_000);

  private final TransportKind kind;

  TransportsTest(TransportKind kind) {
    this.kind = kind;
  }

  static Stream<TransportKind> available() {
    return Stream.of(TransportKind.NIO, TransportKind.EPOLL, TransportKind.IO_URING)
        .filter(TransportsTest::isAvailable);
  }

  private static boolean isAvailable(TransportKind kind) {
    return switch (kind) {
      case EPOLL -> Epoll.isAvailable();
      case IO_URING -> IoUring.isAvailable();
      default -> true;
    };
  }

  private RunningGateway before(TestMember member) throws Exception {
    return GatewayPlan.before(member).transport(kind).start();
  }

  @Test
  void isTheOneThatWasAskedFor() throws Exception {
    try (TestMember member = TestMember.answering("");
        RunningGateway gateway = before(member)) {
      assertThat(gateway.gateways().shared().transport().name()).isEqualTo(kind.settingsName());
    }
  }

  @Test
  void servesManyClientsAtOnce() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = before(member)) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 50; i++) clients.add(gateway.connect());
      for (int round = 0; round < 3; round++) {
        for (RawClient client : clients) client.send(GET);
        for (RawClient client : clients) assertThat(client.readAnswer().body()).isEqualTo("ok");
      }
      for (RawClient client : clients) client.close();
    }
  }

  @Test
  void streamsBigBodiesBothWays() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  String body = request.readBody();
                  request.send(
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                          + Chunks.of(body, 30_000));
                });
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      for (int i = 0; i < 2; i++) {
        client.send(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Chunks.of(BIG, 20_000));
        assertThat(client.readAnswer().body()).isEqualTo(BIG);
      }
    }
  }

  @Test
  void answersPipelinedRequestsOfAClientThatSendsNoMore() throws Exception {
    try (TestMember member = TestMember.answering("ok");
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      client.send(GET.repeat(20));
      client.halfClose();
      for (int i = 0; i < 20; i++) assertThat(client.readAnswer().body()).isEqualTo("ok");
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void writesABigAnswerToAClientThatSendsNoMore() throws Exception {
    try (TestMember member = TestMember.answering(BIG.repeat(4));
        RunningGateway gateway = before(member);
        RawClient client = RawClient.connectWithSmallBuffer(gateway.address())) {
      client.send(GET);
      client.halfClose();
      assertThat(client.readAnswer().body()).hasSize(4 * BIG.length());
      assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
    }
  }

  @Test
  void noticesAClientThatLeaves() throws Exception {
    try (TestMember member = TestMember.start(request -> request.wire().awaitEnd());
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      client.send(GET);
      Await.until("the member has the request", () -> member.requests().size() == 1);
      client.reset();
      Await.until("the member's connection is closed", () -> member.openConnections() == 0);
    }
  }

  @Test
  void resetsTheClientOfAnAnswerThatIsCut() throws Exception {
    try (TestMember member =
            TestMember.start(
                request -> {
                  request.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                  request.wire().close();
                });
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      client.send(GET);
      assertThat(client.awaitEnd()).isEqualTo(End.RESET);
    }
  }

  @Test
  void lingersUntilAClientThatIsStillSendingHasItsAnswer() throws Exception {
    try (TestMember member = TestMember.answering("never");
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      client.send("POST / HTTP/1.1\r\nContent-Length: 100000000\r\n\r\n");
      byte[] piece = new byte[100_000];
      for (int i = 0; i < 20; i++) client.send(piece);
      assertThat(client.readAnswer().status()).isEqualTo(400);
    }
  }

  @Test
  void answers504InTime() throws Exception {
    try (TestMember member = TestMember.start(request -> request.wire().awaitEnd())) {
      GatewayPlan plan = GatewayPlan.before(member).transport(kind);
      plan.site().requestTimeout(Duration.ofMillis(200));
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        assertThat(client.ask(GET).status()).isEqualTo(504);
      }
    }
  }

  @Test
  void answers502WhenAMemberRefusesTheConnection() throws Exception {
    try (TestMember member = TestMember.answering("");
        RunningGateway gateway = before(member);
        RawClient client = gateway.connect()) {
      member.refuse();
      assertThat(client.ask(GET).body()).contains("<h1>502 Bad Gateway</h1>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksTlsOnBothSides(String protocol) throws Exception {
    TestCa ca = TestCa.create();
    try (TestMember member =
        TestMember.startTls(
            ca.issue("127.0.0.1").serverContext(), request -> request.answer(request.readBody()))) {
      GatewayPlan plan = GatewayPlan.before(member).transport(kind).trusting(ca);
      plan.site().certificate(ca.issue("localhost")).membersOverTls();
      try (RunningGateway gateway = plan.start();
          RawClient client =
              RawClient.connectTls(gateway.address(), ca.clientContext(), "localhost", protocol)) {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + BIG.length() + "\r\n\r\n");
        client.send(BIG);
        assertThat(client.readAnswer().body()).isEqualTo(BIG);
        client.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(client.awaitEnd()).isEqualTo(End.CLOSED);
      }
    }
  }

  @Test
  void findsAMemberByItsName() throws Exception {
    try (TestMember member = TestMember.answering("found")) {
      GatewayPlan plan = new GatewayPlan().transport(kind);
      plan.site().member("127.0.0.1", member.port()).named("localhost");
      try (RunningGateway gateway = plan.start();
          RawClient client = gateway.connect()) {
        assertThat(client.ask(GET).body()).isEqualTo("found");
      }
    }
  }
}
