package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Http2Frame;
import dev.poort.testkit.Http2Peer;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients over HTTP/2 that send what costs work and brings nothing on, or streams out of order. */
@SuppressWarnings("NullAway.Init") // each test begins with a start of its own
class Http2AbuseTest {
  private static final int PROTOCOL_ERROR = 1;
  private static final int ENHANCE_YOUR_CALM = 11;

  /** More than is free in a minute. */
  private static final int FLOOD = 1_100;

  private TestMember member;
  private RunningGateway gateway;
  private Http2Peer client;

  @BeforeEach
  void start() throws Exception {
    member = TestMember.answering("hello");
    GatewayPlan plan = GatewayPlan.before(member);
    plan.site().h2c();
    gateway = plan.start();
    client = Http2Peer.connect(gateway.address());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
    member.close();
  }

  private interface Sending {
    void send() throws IOException;
  }

  /** Sends again and again; whether the gateway has had enough before the end. */
  private static boolean flood(Sending frame) throws IOException {
    try {
      for (int i = 0; i < FLOOD; i++) frame.send();
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private void assertSentAway(int error) throws Exception {
    assertThat(client.await(Http2Frame.GOAWAY).number(4)).isEqualTo(error);
    client.awaitEnd();
    try (Http2Peer next = Http2Peer.connect(gateway.address())) {
      assertThat(next.answer(next.request("GET", "/", true)).body()).isEqualTo("hello");
    }
  }

  @Test
  void aFloodOfSettingsIsSentAway() throws Exception {
    flood(() -> client.frame(Http2Frame.SETTINGS, 0, 0));
    assertSentAway(ENHANCE_YOUR_CALM);
  }

  @Test
  void aFloodOfPingsIsSentAway() throws Exception {
    flood(() -> client.frame(Http2Frame.PING, 0, 0, new byte[8]));
    assertSentAway(ENHANCE_YOUR_CALM);
  }

  @Test
  void aFloodOfPrioritiesIsSentAway() throws Exception {
    flood(() -> client.frame(Http2Frame.PRIORITY, 0, 101, new byte[5]));
    assertSentAway(ENHANCE_YOUR_CALM);
  }

  @Test
  void aFloodOfWindowUpdatesIsSentAway() throws Exception {
    flood(() -> client.number(Http2Frame.WINDOW_UPDATE, 0, 1));
    assertSentAway(ENHANCE_YOUR_CALM);
  }

  @Test
  void aFloodOfUnknownFramesIsSentAway() throws Exception {
    flood(() -> client.frame(0xEE, 0, 0, new byte[4]));
    assertSentAway(ENHANCE_YOUR_CALM);
  }

  @Test
  void aFloodOfEmptyDataIsSentAway() throws Exception {
    int stream = client.request("POST", "/", false);
    flood(() -> client.data(stream, "", false));
    assertSentAway(ENHANCE_YOUR_CALM);
  }

  @Test
  void aFloodOfEmptyContinuationsIsSentAway() throws Exception {
    client.frame(Http2Frame.HEADERS, 0, 1);
    flood(() -> client.frame(Http2Frame.CONTINUATION, 0, 1));
    assertSentAway(ENHANCE_YOUR_CALM);
  }

  @Test
  void aHeadWithoutEndIsNotKept() throws Exception {
    byte[] piece = new byte[16 << 10];
    client.frame(Http2Frame.HEADERS, 0, 1, piece);

    assertThat(flood(() -> client.frame(Http2Frame.CONTINUATION, 0, 1, piece))).isTrue();
  }

  @Test
  void aStreamBelowOneThatWasBegunIsAConnectionError() throws Exception {
    String[] head = {":method", "GET", ":scheme", "http", ":authority", "site.test", ":path", "/"};
    client.headers(5, true, head);
    assertThat(client.answer(5).status()).isEqualTo("200");
    client.headers(3, true, head);
    assertSentAway(PROTOCOL_ERROR);
  }

  @Test
  void streamsMayBeLeftOut() throws Exception {
    String[] head = {":method", "GET", ":scheme", "http", ":authority", "site.test", ":path", "/"};
    client.headers(5, true, head);
    client.headers(9, true, head);
    assertThat(client.answer(5).status()).isEqualTo("200");
    assertThat(client.answer(9).status()).isEqualTo("200");
  }
}
