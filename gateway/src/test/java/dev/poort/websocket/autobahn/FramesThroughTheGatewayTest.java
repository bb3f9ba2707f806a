package dev.poort.websocket.autobahn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case between ends that judge nothing: what the client hears, what the member hears and how
 * both connections end is the same with the gateway between them and without it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FramesThroughTheGatewayTest {
  /** What both ends of a session heard. */
  private record Session(Transcript client, Transcript member) {}

  private final BlockingQueue<MemberRequest> handshakes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> done = new LinkedBlockingQueue<>();
  private TestMember member;
  private RunningGateway gateway;

  @BeforeAll
  void start() throws Exception {
    member =
        TestMember.start(
            request -> {
              handshakes.add(request);
              done.take(); // the test reads and writes
            });
    gateway = RunningGateway.before(member);
  }

  @AfterAll
  void stop() throws Exception {
    gateway.close();
    member.close();
  }

  static Stream<Case> cases() {
    return Case.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theClientPlays(Case it) throws Exception {
    Session direct = clientPlays(it, direct());
    Session through = clientPlays(it, gateway.address());

    assertThat(through).isEqualTo(direct);
    assertThat(through.client().closeCode()).isNotEqualTo(-1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theMemberPlays(Case it) throws Exception {
    Session direct = memberPlays(it, direct());
    Session through = memberPlays(it, gateway.address());

    assertThat(through).isEqualTo(direct);
    assertThat(through.member().closeCode()).isNotEqualTo(-1);
  }

  private InetSocketAddress direct() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), member.port());
  }

  private Session clientPlays(Case it, InetSocketAddress address) throws Exception {
    RawClient connection = open(it, address);
    WebSocketEnd served = agree(it);
    Task<Transcript> mirror = new Task<>(() -> Mirror.serve(served.wire(), false, it.deflate()));
    WebSocketEnd client = WebSocketEnd.agreed(connection);
    Transcript heard = Player.play(it, client.wire(), true);
    return new Session(heard, mirror.result());
  }

  private Session memberPlays(Case it, InetSocketAddress address) throws Exception {
    RawClient connection = open(it, address);
    WebSocketEnd served = agree(it);
    WebSocketEnd client = WebSocketEnd.agreed(connection);
    Task<Transcript> mirror = new Task<>(() -> Mirror.serve(client.wire(), true, it.deflate()));
    Transcript heard = Player.play(it, served.wire(), false);
    return new Session(mirror.result(), heard);
  }

  private static RawClient open(Case it, InetSocketAddress address) throws IOException {
    RawClient connection = RawClient.connect(address);
    Deflate deflate = it.deflate();
    connection.send(
        WebSocketEnd.handshake("/" + it.number(), deflate == null ? "" : deflate.offerLine()));
    return connection;
  }

  /** The member's end; it agrees to what it was offered. */
  private WebSocketEnd agree(Case it) throws Exception {
    MemberRequest request = handshakes.poll(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
    if (request == null) throw new AssertionError("no handshake has come");
    Deflate agreed = Deflate.agreeTo(request.field("Sec-WebSocket-Extensions"));
    assertThat(agreed).isEqualTo(it.deflate());
    return WebSocketEnd.agree(request, agreed == null ? "" : agreed.answerLine());
  }
}
