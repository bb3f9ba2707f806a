package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.Frames;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Http2Frame;
import dev.poort.testkit.Http2Peer;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions over one connection of HTTP/2 in an order that chance makes: nothing is lost or leaks.
 */
class ManyHttp2SessionsTest {
  private static final int STEPS = 400;
  private static final int MOST_OPEN = 40;
  private static final int LONGEST = 3_000;
  private static final int CANCEL = 8;

  private record Open(int stream, WebSocketEnd client, WebSocketEnd served) {}

  private final List<Open> open = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverTheirOrderMessagesArriveAndSessionsEnd(long seed) throws Exception {
    Random random = new Random(seed);
    WebSocketMember member = WebSocketMember.start();
    GatewayPlan plan = GatewayPlan.before(member.member());
    plan.site().h2c();
    try (member;
        RunningGateway gateway = plan.start();
        Http2Peer client = Http2Peer.connect(gateway.address())) {
      client.number(Http2Frame.WINDOW_UPDATE, 0, 1 << 24);
      for (int i = 0; i < STEPS; i++) step(client, member, random);
      for (Open each : open) each.client().wire().reset();

      Await.until("no session", () -> gateway.gateway().sessions().isEmpty());
      assertThat(client.head(client.handshake("/"))).containsEntry(":status", "200");
    }
  }

  private void step(Http2Peer client, WebSocketMember member, Random random) throws Exception {
    int what = random.nextInt(10);
    if (open.isEmpty() || (what < 3 && open.size() < MOST_OPEN)) {
      int stream = client.handshake("/chat");
      open.add(new Open(stream, WebSocketEnd.agreed(client, stream), member.next()));
      return;
    }
    int at = random.nextInt(open.size());
    Open session = open.get(at);
    byte[] message = new byte[random.nextInt(LONGEST)];
    random.nextBytes(message);
    switch (what) {
      case 3, 4, 5 -> toMember(client, session, message, random);
      case 6, 7 -> {
        session.served().send(Frames.BINARY, message);
        assertThat(session.client().read().payload()).isEqualTo(message);
      }
      case 8 -> {
        session.client().sendClose(1000, "");
        session.served().readClose();
        session.served().sendClose(1000, "");
        session.client().readClose();
        session.client().close();
        open.remove(at);
      }
      default -> {
        // In the middle of a frame more often than not.
        byte[] frame = session.client().frame(Frames.BINARY, message);
        byte[] start = Arrays.copyOf(frame, 1 + random.nextInt(frame.length));
        client.frame(Http2Frame.DATA, 0, session.stream(), start);
        client.number(Http2Frame.RST_STREAM, session.stream(), CANCEL);
        open.remove(at);
      }
    }
  }

  /** In pieces, some of them padded, some empty. */
  private static void toMember(Http2Peer client, Open session, byte[] message, Random random)
      throws Exception {
    byte[] frame = session.client().frame(Frames.BINARY, message);
    for (int at = 0; at < frame.length; ) {
      int length = Math.min(random.nextInt(600), frame.length - at);
      int padding = random.nextInt(3) == 0 ? random.nextInt(256) : -1;
      byte[] piece = Arrays.copyOfRange(frame, at, at + length);
      if (padding < 0) {
        client.frame(Http2Frame.DATA, 0, session.stream(), piece);
      } else {
        byte[] padded = new byte[1 + length + padding];
        padded[0] = (byte) padding;
        System.arraycopy(piece, 0, padded, 1, length);
        client.frame(Http2Frame.DATA, Http2Frame.PADDED, session.stream(), padded);
      }
      at += length;
    }
    assertThat(session.served().read().payload()).isEqualTo(message);
  }
}
