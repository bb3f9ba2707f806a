package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Limits;
import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Http2Frame;
import dev.poort.testkit.Http2Peer;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients' connections over HTTP/2: how they are chosen, bounded, held back and ended. */
@SuppressWarnings("NullAway.Init") // each test begins with a start of its own
class Http2ConnectionsTest {
  private static final int NO_ERROR = 0;
  private static final int REFUSED_STREAM = 7;
  private static final int ENHANCE_YOUR_CALM = 11;

  /** More than sockets and windows hold. */
  private static final int MUCH = 40 << 20;

  private final CountDownLatch goOn = new CountDownLatch(1);
  private TestMember member;
  private TestCa ca;
  private GatewayPlan plan;
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    member =
        TestMember.start(
            request -> {
              if (request.startLine().contains("/wait")) goOn.await();
              if (request.startLine().contains("/much")) {
                request.send("HTTP/1.1 200 OK\r\nContent-Length: " + MUCH + "\r\n\r\n");
                byte[] piece = new byte[64 << 10];
                for (int sent = 0; sent < MUCH; sent += piece.length) request.wire().send(piece);
              } else {
                request.answer(request.readBody());
              }
            });
    ca = TestCa.create();
    plan = GatewayPlan.before(member).http2();
    plan.site().h2c();
    plan.site("secure").members(member).certificate(ca.issue("127.0.0.1"));
  }

  private Http2Peer startWith(Limits limits) throws Exception {
    gateway = plan.limits(limits).start();
    return Http2Peer.connect(gateway.address());
  }

  private Http2Peer startDefault() throws Exception {
    return startWith(Limits.DEFAULT);
  }

  @AfterEach
  void stop() throws Exception {
    goOn.countDown();
    gateway.close();
    member.close();
  }

  private HttpResponse<String> get() throws Exception {
    int port = gateway.address("secure").getPort();
    try (HttpClient client = HttpClient.newBuilder().sslContext(ca.clientContext()).build()) {
      URI uri = URI.create("https://127.0.0.1:" + port + "/");
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void aClientChoosesHttp2ByAlpn() throws Exception {
    startDefault().close();
    assertThat(get().version()).isEqualTo(HttpClient.Version.HTTP_2);
  }

  @Test
  void withoutEnableHttp2NoneIsOffered() throws Exception {
    plan = GatewayPlan.before(member);
    plan.site("secure").members(member).certificate(ca.issue("127.0.0.1"));
    gateway = plan.start();
    assertThat(get().version()).isEqualTo(HttpClient.Version.HTTP_1_1);
  }

  @Test
  void withoutTheOptionAClearTextPortSpeaksHttp1Alone() throws Exception {
    plan = GatewayPlan.before(member).http2();
    gateway = plan.start();
    try (var client = gateway.connect()) {
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(505);
    }
  }

  @Test
  void aWindowIsRenewedOnlyAsTheMemberTakesTheBody() throws Exception {
    try (Http2Peer client = startDefault()) {
      int stream = client.request("POST", "/wait", false);
      String piece = "b".repeat(16_000);
      long sent = 0;
      long window = 65_535;
      while (window >= piece.length()) {
        client.data(stream, piece, false);
        sent += piece.length();
        window -= piece.length();
        // The window of the connection is always open.
        client.frame(Http2Frame.PING, 0, 0, new byte[8]);
        for (Http2Frame frame = client.next(); frame.type() != Http2Frame.PING; ) {
          if (frame.type() == Http2Frame.WINDOW_UPDATE && frame.stream() == stream) {
            window += frame.number(0);
          }
          frame = client.next();
        }
      }
      // What the member has not read lies in sockets and in the gateway's bounded queues.
      assertThat(sent).isLessThan(16 << 20);
      goOn.countDown();
      client.await(Http2Frame.WINDOW_UPDATE);
    }
  }

  @Test
  void aMemberIsNotReadWhileTheClientTakesNoMore() throws Exception {
    try (Http2Peer client = startDefault()) {
      int slow = client.request("GET", "/much", true);
      long got = 0;
      while (got < 65_535) {
        Http2Frame frame = client.await(Http2Frame.DATA);
        assertThat(frame.stream()).isEqualTo(slow);
        got += frame.payload().length;
      }
      // The other window is spent as well, which is the client's to open.
      client.number(Http2Frame.WINDOW_UPDATE, 0, 1 << 20);
      int other = client.request("GET", "/", true);
      assertThat(client.answer(other).status()).isEqualTo("200");
      assertThat(got).isEqualTo(65_535);
    }
  }

  @Test
  void moreStreamsThanAllowedAreRefused() throws Exception {
    try (Http2Peer client = startDefault()) {
      int last = 0;
      for (int i = 0; i <= 128; i++) last = client.request("GET", "/wait", true);

      assertThat(client.awaitReset(last)).isEqualTo(REFUSED_STREAM);
      goOn.countDown();
      assertThat(client.answer(1).status()).isEqualTo("200");
    }
  }

  @Test
  void aClientThatResetsWhatItAsksIsSentAway() throws Exception {
    try (Http2Peer client = startDefault()) {
      for (int i = 0; i <= 101; i++) {
        int stream = client.request("GET", "/wait", true);
        client.number(Http2Frame.RST_STREAM, stream, 8);
      }
      assertThat(client.await(Http2Frame.GOAWAY).number(4)).isEqualTo(ENHANCE_YOUR_CALM);
      client.awaitEnd();
    }
  }

  @Test
  void aConnectionWithoutStreamsEndsAfterTheIdleTime() throws Exception {
    Limits idle = new Limits(4096, 1024, 1 << 20, Duration.ofSeconds(60), Duration.ofMillis(300));
    try (Http2Peer client = startWith(idle)) {
      int stream = client.request("GET", "/", true);
      assertThat(client.answer(stream).status()).isEqualTo("200");
      Http2Frame end = client.await(Http2Frame.GOAWAY);
      assertThat(end.number(0)).isEqualTo(stream);
      assertThat(end.number(4)).isEqualTo(NO_ERROR);
      client.awaitEnd();
    }
  }

  @Test
  void aBodyThatPausesTooLongIsRefused() throws Exception {
    Limits quick = new Limits(4096, 1024, 1 << 20, Duration.ofMillis(300), Duration.ofSeconds(20));
    try (Http2Peer client = startWith(quick)) {
      int stream = client.request("POST", "/", false, "content-length", "9");
      assertThat(client.answer(stream).status()).isEqualTo("408");
    }
  }

  @Test
  void aListenerThatGoesLetsItsStreamsEnd() throws Exception {
    try (Http2Peer client = startDefault()) {
      int stream = client.request("GET", "/wait", true);
      Await.until("the member has it", () -> member.requests().size() == 1);
      plan.remove("site");
      gateway.apply(plan);

      assertThat(client.await(Http2Frame.GOAWAY).number(0)).isEqualTo(Integer.MAX_VALUE);
      client.await(Http2Frame.PING);
      client.frame(Http2Frame.PING, Http2Frame.ACK, 0, new byte[8]);
      assertThat(client.await(Http2Frame.GOAWAY).number(0)).isEqualTo(stream);
      goOn.countDown();
      assertThat(client.answer(stream).status()).isEqualTo("200");
      client.awaitEnd();
    }
  }

  @Test
  void aReloadWithoutTheOptionLeavesOpenConnectionsAlone() throws Exception {
    try (Http2Peer client = startDefault()) {
      assertThat(client.answer(client.request("GET", "/", true)).status()).isEqualTo("200");
      GatewayPlan without = GatewayPlan.before(member);
      gateway.apply(without);

      assertThat(client.answer(client.request("GET", "/", true)).status()).isEqualTo("200");
      try (Http2Peer late = Http2Peer.connect(gateway.address())) {
        late.awaitEnd();
      }
    }
  }

  @Test
  void anAnswerBeforeTheRequestsEndLetsTheClientFinish() throws Exception {
    member.close();
    member =
        TestMember.start(
            request -> {
              request.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno");
              request.wire().close();
            });
    plan.site().members(member);
    try (Http2Peer client = startDefault()) {
      int stream = client.request("POST", "/", false);
      assertThat(client.answer(stream).body()).isEqualTo("no");
      client.data(stream, "late", true);
      assertThat(client.answer(client.request("GET", "/", true)).body()).isEqualTo("no");
    }
  }
}
