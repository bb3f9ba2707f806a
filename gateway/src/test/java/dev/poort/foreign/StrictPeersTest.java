package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Await;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.websocket.autobahn.Case;
import dev.poort.websocket.autobahn.Deflate;
import dev.poort.websocket.autobahn.Player;
import dev.poort.websocket.autobahn.Transcript;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of the Autobahn suite against the npm package ws, which refuses what the suite wants
 * refused: as server and as client it says, hears and does the same with the gateway in between.
 */
@Tag("foreign")
@TestInstance(Lifecycle.PER_CLASS)
class StrictPeersTest {
  /** What the driver heard, and what the peer says of the session's end. */
  private record Result(Transcript heard, String closed) {}

  private final BlockingQueue<MemberRequest> handshakes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> never = new LinkedBlockingQueue<>();
  private Program server;
  private TestMember driver;
  private RunningGateway gateway;
  private Program directClient;
  private Program client;
  private int served;
  private int direct;
  private int through;

  @BeforeAll
  void start() throws Exception {
    server = Node.start("strict-echo-server.js");
    driver =
        TestMember.start(
            request -> {
              handshakes.add(request);
              never.take(); // the test reads and writes
            });
    GatewayPlan plan = new GatewayPlan();
    plan.site("server").member("127.0.0.1", port());
    plan.site("driver").members(driver).port(81);
    gateway = plan.start();
    directClient = Node.start("strict-echo-client.js", "ws://127.0.0.1:" + driver.port());
    client =
        Node.start(
            "strict-echo-client.js", "ws://127.0.0.1:" + gateway.address("driver").getPort());
  }

  @AfterAll
  void stop() throws Exception {
    directClient.close();
    client.close();
    gateway.close();
    driver.close();
    server.close();
  }

  private int port() throws Exception {
    return server.port();
  }

  static Stream<Case> cases() {
    return Case.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aStrictServer(Case it) throws Exception {
    Result direct = play(it, new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    Result through = play(it, gateway.address("server"));

    assertThat(through).isEqualTo(direct);
    assertThat(it.codes()).contains(through.heard().closeCode());
    assertThat(through.heard().answers()).isGreaterThanOrEqualTo(it.answers());
  }

  private Result play(Case it, InetSocketAddress address) throws Exception {
    Deflate deflate = it.deflate();
    String query =
        deflate == null
            ? ""
            : "?bits=" + deflate.windowBits() + "&noTakeover=" + deflate.noContextTakeover();
    RawClient connection = RawClient.connect(address);
    String offer = deflate == null ? "" : deflate.offerLine();
    connection.send(WebSocketEnd.handshake("/" + it.number() + query, offer));
    WebSocketEnd session = WebSocketEnd.agreed(connection);
    Transcript heard = Player.play(it, session.wire(), true);
    return new Result(heard, awaitClosed(server, ++served));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aStrictClient(Case it) throws Exception {
    MemberRequest one = next();
    MemberRequest two = next();
    boolean oneIsThrough = one.field("X-Forwarded-For") != null;
    Result direct =
        new Result(serve(it, oneIsThrough ? two : one), awaitClosed(directClient, ++this.direct));
    Result through =
        new Result(serve(it, oneIsThrough ? one : two), awaitClosed(client, ++this.through));

    assertThat(through).isEqualTo(direct);
    assertThat(it.codes()).contains(through.heard().closeCode());
    assertThat(through.heard().answers()).isGreaterThanOrEqualTo(it.answers());
  }

  private MemberRequest next() throws Exception {
    MemberRequest request = handshakes.poll(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
    if (request == null) throw new AssertionError("no client has come");
    return request;
  }

  private static Transcript serve(Case it, MemberRequest request) throws Exception {
    Deflate deflate = it.deflate();
    WebSocketEnd session = WebSocketEnd.agree(request, deflate == null ? "" : deflate.answerLine());
    return Player.play(it, session.wire(), false);
  }

  /** What a program says of its session of that number. */
  private static String awaitClosed(Program program, int number) throws Exception {
    Await.until("end of session " + number, () -> closed(program).size() >= number);
    return closed(program).get(number - 1);
  }

  private static List<String> closed(Program program) {
    return program.lines().stream().filter(line -> line.startsWith("closed ")).toList();
  }
}
