package dev.poort.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.Http2Frame;
import dev.poort.testkit.Http2Peer;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import dev.poort.testkit.Wire;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions whose client is a stream of HTTP/2, frame by frame (RFC 8441 5). */
@SuppressWarnings("NullAway.Init") // made before each test
class SessionOverHttp2Test {
  private static final int PROTOCOL_ERROR = 1;
  private static final int STREAM_CLOSED = 5;
  private static final int CANCEL = 8;
  private static final int SESSIONS = 100;

  /** RFC 9113 6.9.2: what a client may send before it is given more. */
  private static final int WINDOW = 65_535;

  private WebSocketMember member;
  private RunningGateway gateway;
  private Http2Peer client;

  @BeforeEach
  void start() throws Exception {
    member = WebSocketMember.start();
    GatewayPlan plan = GatewayPlan.before(member.member());
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

  private int open() throws Exception {
    int stream = client.handshake("/chat");
    assertThat(client.head(stream)).containsEntry(":status", "200");
    return stream;
  }

  private static String text(String text) {
    byte[] frame = Frames.frame(Frames.FIN | Frames.TEXT, text.getBytes(ISO_8859_1), 0, true);
    return new String(frame, ISO_8859_1);
  }

  private void awaitNoSession() throws Exception {
    Await.until("no session", () -> gateway.gateway().sessions().isEmpty());
  }

  @Test
  void octetsPassBothWays() throws Exception {
    WebSocketEnd session = WebSocketEnd.open(client);
    WebSocketEnd served = member.next();
    session.sendText("to the member");
    assertThat(served.read().text()).isEqualTo("to the member");
    served.sendText("to the client");

    assertThat(session.read().text()).isEqualTo("to the client");
  }

  @Test
  void framesOfHttp2NeedNotBeFramesOfWebSocket() throws Exception {
    int stream = open();
    String frame = text("in pieces");
    for (int i = 0; i < frame.length(); i++) client.data(stream, frame.substring(i, i + 1), false);

    assertThat(member.next().read().text()).isEqualTo("in pieces");
  }

  @Test
  void paddingAndEmptyDataAreNoPartOfTheSession() throws Exception {
    int stream = open();
    byte[] frame = text("padded").getBytes(ISO_8859_1);
    byte[] padded = new byte[1 + frame.length + 200];
    padded[0] = (byte) 200;
    System.arraycopy(frame, 0, padded, 1, frame.length);
    client.data(stream, "", false);
    client.frame(Http2Frame.DATA, Http2Frame.PADDED, stream, padded);
    client.data(stream, "", false);
    client.data(stream, text("next"), false);

    WebSocketEnd served = member.next();
    assertThat(served.read().text()).isEqualTo("padded");
    assertThat(served.read().text()).isEqualTo("next");
  }

  @Test
  void whatComesBeforeTheAnswerIsKeptForTheSession() throws Exception {
    member.holdAgreements();
    int stream = client.handshake("/chat");
    client.data(stream, text("early"), false);
    client.data(stream, text("earlier than the 200"), false);
    Await.until("the handshake has come", () -> member.member().requests().size() == 1);
    member.releaseAgreements();

    WebSocketEnd served = member.next();
    assertThat(served.read().text()).isEqualTo("early");
    assertThat(served.read().text()).isEqualTo("earlier than the 200");
  }

  @Test
  void aClientThatEndsItsStreamBeforeTheAnswerIsLost() throws Exception {
    member.holdAgreements();
    int stream = client.handshake("/chat");
    client.data(stream, text("only this"), true);
    member.releaseAgreements();

    WebSocketEnd served = member.next();
    assertThat(served.read().text()).isEqualTo("only this");
    assertThat(served.readClose().closeReason()).isEqualTo("the client was lost");
  }

  @Test
  void aClientThatResetsItsStreamBeforeTheAnswerHasLeft() throws Exception {
    member.holdAgreements();
    int stream = client.handshake("/chat");
    client.data(stream, "x", false);
    Await.until("the handshake has come", () -> member.member().requests().size() == 1);
    client.number(Http2Frame.RST_STREAM, stream, CANCEL);

    assertThat(gateway.awaitLog(1).getFirst()).contains("\"client-left\"");
    member.releaseAgreements();
  }

  @Test
  void aHundredSessionsShareAConnection() throws Exception {
    List<WebSocketEnd> sessions = new ArrayList<>();
    List<WebSocketEnd> served = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(WebSocketEnd.open(client));
      served.add(member.next());
    }
    for (int i = 0; i < SESSIONS; i++) sessions.get(i).sendText("to " + i);
    for (int i = 0; i < SESSIONS; i++) {
      assertThat(served.get(i).read().text()).isEqualTo("to " + i);
      served.get(i).sendText("from " + i);
    }
    for (int i = SESSIONS - 1; i >= 0; i--) {
      assertThat(sessions.get(i).read().text()).isEqualTo("from " + i);
    }
    assertThat(gateway.gateway().sessions()).hasSize(SESSIONS);

    // All at once: the end of a session is no reset in the sense of CVE-2023-44487.
    for (WebSocketEnd session : sessions) session.wire().reset();
    awaitNoSession();
    assertThat(client.head(client.handshake("/chat"))).containsEntry(":status", "200");
  }

  @Test
  void theClosingHandshakeEndsTheStream() throws Exception {
    WebSocketEnd session = WebSocketEnd.open(client);
    WebSocketEnd served = member.next();
    session.sendClose(1000, "bye");
    assertThat(served.readClose().closeReason()).isEqualTo("bye");
    served.sendClose(1000, "");
    served.close();

    assertThat(session.readClose().closeCode()).isEqualTo(1000);
    assertThat(session.wire().awaitEnd()).isEqualTo(Wire.End.CLOSED);
    session.close();
    awaitNoSession();
    assertThat(gateway.awaitLog(1).getFirst())
        .contains("\"closedBy\":\"client\"", "\"closeCode\":1000");
  }

  @Test
  void afterItsCloseFrameTheEndOfADirectionPassesAlone() throws Exception {
    WebSocketEnd session = WebSocketEnd.open(client);
    WebSocketEnd served = member.next();
    session.sendClose(1000, "");
    session.wire().halfClose();
    served.readClose();
    assertThat(served.wire().awaitEnd()).isEqualTo(Wire.End.CLOSED);
    served.sendText("still to be heard");

    assertThat(session.read().text()).isEqualTo("still to be heard");
  }

  @Test
  void aResetOfTheClientsIsAClientLost() throws Exception {
    WebSocketEnd session = WebSocketEnd.open(client);
    WebSocketEnd served = member.next();
    session.wire().reset();

    assertThat(served.readClose().closeReason()).isEqualTo("the client was lost");
    served.sendClose(1001, "");
    awaitNoSession();
    assertThat(gateway.awaitLog(1).getFirst())
        .contains("\"closedBy\":\"client\"", "\"closeReason\":\"connection-reset\"");
  }

  @Test
  void aResetInTheMiddleOfAFrameIsPassedOnAsOne() throws Exception {
    int stream = open();
    WebSocketEnd served = member.next();
    String frame = text("never whole");
    client.data(stream, frame.substring(0, 9), false);
    served.wire().readExactly(9);
    client.number(Http2Frame.RST_STREAM, stream, CANCEL);

    assertThat(served.wire().awaitEnd()).isEqualTo(Wire.End.RESET);
    assertThat(gateway.awaitLog(1).getFirst()).contains("connection-reset, cut inside a frame");
  }

  @Test
  void aResetOfTheMembersInTheMiddleOfAFrameResetsTheStreamWithCancel() throws Exception {
    int stream = open();
    WebSocketEnd served = member.next();
    served.wire().send(new byte[] {(byte) 0x82, 5, 1});
    assertThat(client.nextOf(stream).payload()).hasSize(3);
    served.wire().reset();

    assertThat(client.awaitReset(stream)).isEqualTo(CANCEL);
  }

  @Test
  void theEndOfTheConnectionIsTheEndOfAllItsSessions() throws Exception {
    open();
    WebSocketEnd one = member.next();
    open();
    WebSocketEnd other = member.next();
    client.close();

    assertThat(one.readClose().closeCode()).isEqualTo(1001);
    assertThat(other.readClose().closeReason()).isEqualTo("the client was lost");
  }

  @Test
  void aResetOfTheConnectionIsAResetOfAllItsSessions() throws Exception {
    open();
    WebSocketEnd served = member.next();
    client.reset();

    assertThat(served.readClose().closeReason()).isEqualTo("the client was lost");
    served.sendClose(1001, "");
    assertThat(gateway.awaitLog(1).getFirst())
        .contains("\"closedBy\":\"client\"", "\"closeReason\":\"connection-reset\"");
  }

  @Test
  void aHeaderBlockInASessionIsAStreamError() throws Exception {
    int stream = open();
    WebSocketEnd served = member.next();
    client.headers(stream, true, "x", "y");

    assertThat(client.awaitReset(stream)).isEqualTo(PROTOCOL_ERROR);
    assertThat(served.readClose().closeReason()).isEqualTo("the client was lost");
  }

  @Test
  void dataAfterTheEndOfAStreamIsAStreamError() throws Exception {
    int stream = open();
    WebSocketEnd served = member.next();
    client.data(stream, text("last"), true);
    client.data(stream, text("and more"), false);

    assertThat(client.awaitReset(stream)).isEqualTo(STREAM_CLOSED);
    assertThat(served.read().text()).isEqualTo("last");
    assertThat(served.readClose().closeReason()).isEqualTo("the client was lost");
  }

  @Test
  void aMemberThatDoesNotReadHoldsUpItsOwnSessionOnly() throws Exception {
    int slow = open();
    WebSocketEnd stalled = member.next();
    WebSocketEnd neighbour = WebSocketEnd.open(client);
    WebSocketEnd served = member.next();
    long sent = sendUntilNoWindowIsLeft(slow);
    neighbour.sendText("still heard");
    assertThat(served.read().text()).isEqualTo("still heard");

    byte[] got = stalled.wire().readExactly((int) sent);
    assertThat(got).containsOnly((byte) 'x');
    assertThat(client.await(Http2Frame.WINDOW_UPDATE).stream()).isIn(0, slow);
  }

  /** As much as the gateway takes: what the kernel holds, and a window at the last. */
  private long sendUntilNoWindowIsLeft(int stream) throws Exception {
    byte[] piece = "x".repeat(16_000).getBytes(ISO_8859_1);
    long sent = 0;
    long window = WINDOW;
    while (true) {
      while (window < piece.length) {
        int given = awaitWindow(stream);
        if (given == 0) return sent;
        window += given;
      }
      client.frame(Http2Frame.DATA, 0, stream, piece);
      window -= piece.length;
      sent += piece.length;
    }
  }

  /** What is given next; 0 when it takes longer than a member that reads would ever need. */
  private int awaitWindow(int stream) throws Exception {
    for (Http2Frame next = client.nextWithin(500); next != null; next = client.nextWithin(500)) {
      boolean window = next.type() == Http2Frame.WINDOW_UPDATE && next.stream() == stream;
      if (window) return next.number(0);
    }
    return 0;
  }

  @Test
  void aClientThatGivesNoWindowHoldsUpItsOwnSessionOnly() throws Exception {
    int slow = open();
    WebSocketEnd stalled = member.next();
    WebSocketEnd neighbour = WebSocketEnd.open(client);
    WebSocketEnd served = member.next();
    client.number(Http2Frame.WINDOW_UPDATE, 0, 1 << 24);
    byte[] message = new byte[300_000];
    Thread sender = Thread.startVirtualThread(() -> send(stalled, message));
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    while (got.size() < WINDOW) got.write(client.nextOf(slow).payload());
    served.sendText("still heard");
    assertThat(neighbour.read().text()).isEqualTo("still heard");

    client.number(Http2Frame.WINDOW_UPDATE, slow, message.length);
    while (got.size() < message.length + 10) got.write(client.nextOf(slow).payload());
    sender.join();
    assertThat(got.size()).isEqualTo(message.length + 10);
  }

  private static void send(WebSocketEnd from, byte[] message) {
    try {
      from.send(Frames.BINARY, message);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void atShutdownGoawayComesAndSessionsGetTheirCloseFrames() throws Exception {
    WebSocketEnd session = WebSocketEnd.open(client);
    WebSocketEnd served = member.next();
    Thread closing =
        Thread.startVirtualThread(() -> gateway.gateways().close(Duration.ofSeconds(8)));

    Frame close = session.readClose();
    assertThat(close.closeReason()).isEqualTo("the gateway is shutting down");
    session.sendClose(close.closeCode(), "");
    assertThat(served.readClose().closeCode()).isEqualTo(1001);
    served.sendClose(1001, "");
    assertThat(session.wire().awaitEnd()).isEqualTo(Wire.End.CLOSED);
    session.close();
    assertThat(client.await(Http2Frame.GOAWAY).stream()).isZero();
    client.awaitEnd();
    closing.join();
  }
}
