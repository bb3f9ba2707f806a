package dev.poort.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own client (java.net.http.WebSocket) in clear text and over TLS. */
class JavaClientTest {
  private static final int SECONDS = 10;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private TestMember member;
  private RunningGateway gateway;
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    member = TestMember.start(JavaClientTest::echo);
    TestCa ca = TestCa.create();
    GatewayPlan plan = GatewayPlan.before(member);
    plan.site("secure").members(member).certificate(ca.issue("127.0.0.1"));
    gateway = plan.start();
    http = HttpClient.newBuilder().sslContext(ca.clientContext()).build();
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    gateway.close();
    member.close();
  }

  /** Every frame comes back, Pings as Pongs, up to and with the Close frame. */
  private static void echo(MemberRequest request) throws Exception {
    try (WebSocketEnd session =
        WebSocketEnd.agree(request, "Sec-WebSocket-Protocol: chat.v2\r\n")) {
      Frame frame;
      do {
        frame = session.read();
        int opcode = frame.opcode() == Frames.PING ? Frames.PONG : frame.opcode();
        session.sendFrame((frame.first() & ~0xf) | opcode, frame.payload());
      } while (frame.opcode() != Frames.CLOSE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "secure"})
  void saysAndHearsAllKindsOfFrames(String site) throws Exception {
    WebSocket socket = open(site);
    assertThat(socket.getSubprotocol()).isEqualTo("chat.v2");

    socket.sendText("ümläut ☃ 𝄞", true).join();
    assertThat(next()).isEqualTo("text ümläut ☃ 𝄞 true");
    socket.sendText("one ", false).join();
    assertThat(next()).isEqualTo("text one  false");
    socket.sendText("two", true).join();
    assertThat(next()).isEqualTo("text two true");
    socket.sendBinary(ByteBuffer.wrap(new byte[] {0, (byte) 0xff, 7}), true).join();
    assertThat(next()).isEqualTo("binary 00ff07 true");
    socket.sendPing(ByteBuffer.wrap("are you there".getBytes(UTF_8))).join();
    assertThat(next()).isEqualTo("pong are you there");
    socket.sendClose(4001, "enough").join();
    assertThat(next()).isEqualTo("close 4001 enough");
    assertThat(gateway.awaitLog(1).getFirst())
        .contains("\"httpStatus\":101")
        .contains("\"closedBy\":\"client\",\"closeCode\":4001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "secure"})
  void hearsALargeMessageWhole(String site) throws Exception {
    WebSocket socket = open(site);
    byte[] large = new byte[1 << 20];
    java.util.Arrays.fill(large, (byte) 0xa5);

    socket.sendBinary(ByteBuffer.wrap(large), true).join();
    StringBuilder all = new StringBuilder();
    String part;
    do {
      part = next();
      all.append(part.split(" ", -1)[1]);
    } while (part.endsWith("false"));

    assertThat(all.toString()).isEqualTo(HexFormat.of().formatHex(large));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    assertThat(next()).isEqualTo("close 1000 ");
  }

  private WebSocket open(String site) {
    String scheme = site.equals("secure") ? "wss" : "ws";
    int port = gateway.address(site).getPort();
    return http.newWebSocketBuilder()
        .subprotocols("chat.v1", "chat.v2")
        .buildAsync(URI.create(scheme + "://127.0.0.1:" + port + "/chat"), new Ear())
        .join();
  }

  private String next() throws InterruptedException {
    String next = heard.poll(SECONDS, TimeUnit.SECONDS);
    if (next == null) throw new AssertionError("nothing heard");
    return next;
  }

  private final class Ear implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      return hear(socket, "text " + text + " " + last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] octets = new byte[data.remaining()];
      data.get(octets);
      return hear(socket, "binary " + HexFormat.of().formatHex(octets) + " " + last);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
      return hear(socket, "pong " + UTF_8.decode(data));
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      return hear(socket, "close " + code + " " + reason);
    }

    private @Nullable CompletionStage<?> hear(WebSocket socket, String what) {
      heard.add(what);
      socket.request(1);
      return null;
    }
  }
}
