package dev.poort.websocket;

import static dev.poort.testkit.Frames.BINARY;
import static dev.poort.testkit.Frames.CONTINUATION;
import static dev.poort.testkit.Frames.FIN;
import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.PONG;
import static dev.poort.testkit.Frames.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that RFC 6455 does not allow, with {@code validateFrames} and without. */
class FrameCheckTest {
  private static final int RSV1 = 0x40;
  private static final String DEFLATE = "permessage-deflate; client_max_window_bits=15";

  private static OpenSession checked() throws Exception {
    return OpenSession.start(plan -> plan.site().validateFrames());
  }

  /** Headers of a client's frames, with a mask of zeros. */
  @ParameterizedTest
  @CsvSource({
    "not masked, 8100",
    "reserved bits, c18000000000",
    "reserved bits, a18000000000",
    "reserved bits, 918000000000",
    "reserved opcode, 838000000000",
    "reserved opcode, 878000000000",
    "reserved opcode, 8b8000000000",
    "reserved opcode, 8f8000000000",
    "fragmented control frame, 098000000000",
    "fragmented control frame, 088000000000",
    "long control frame, 89fe007e00000000",
    "close frame of one octet, 88810000000000",
    "length, 82fe007d00000000",
    "length, 82ff000000000000ffff00000000",
    "length, 82ff800000000000000000000000",
    "continuation of nothing, 808000000000",
    "message inside a message, 018000000000818000000000"
  })
  void aFrameOfTheClientThatIsNotAllowedEndsTheSession(String defect, String octets)
      throws Exception {
    try (OpenSession session = checked()) {
      session.client().wire().send(HexFormat.of().parseHex(octets));
      Frame told = session.client().readClose();

      assertThat(told.closeCode()).isEqualTo(1002);
      assertThat(told.closeReason()).isEqualTo("protocol error of the client: " + defect);
      session.client().sendClose(1002, "");
      Frame first = session.served().read();
      Frame close = first.opcode() == Frames.CLOSE ? first : session.served().readClose();
      assertThat(close.closeCode()).isEqualTo(1002);
      session.served().sendClose(1002, "");
      session.awaitNoSession();
      assertThat(session.gateway().awaitLog(1).getFirst())
          .contains("\"closeReason\":\"client-protocol-error\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"masked, 818000000000", "reserved bits, c100", "continuation of nothing, 8000"})
  void aFrameOfTheMemberThatIsNotAllowedEndsTheSession(String defect, String octets)
      throws Exception {
    try (OpenSession session = checked()) {
      session.served().wire().send(HexFormat.of().parseHex(octets));

      assertThat(session.client().readClose().closeReason())
          .isEqualTo("protocol error of the member: " + defect);
      assertThat(session.served().readClose().closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void whatCameBeforeArrivesAndTheRestDoesNot() throws Exception {
    try (OpenSession session = checked()) {
      session
          .client()
          .wire()
          .send(
              Frames.join(
                  session.client().frame(TEXT, new byte[] {'a'}),
                  session.client().frame(RSV1 | TEXT, new byte[] {'b'}),
                  session.client().frame(TEXT, new byte[] {'c'})));

      assertThat(session.served().read().text()).isEqualTo("a");
      assertThat(session.served().readClose().closeCode()).isEqualTo(1002);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allThatIsAllowedPasses(boolean whole) throws Exception {
    try (OpenSession session = checked()) {
      WebSocketEnd client = session.client();
      byte[] sent =
          Frames.join(
              client.frame(TEXT, new byte[] {(byte) 0xff, (byte) 0xfe}),
              Frames.frame(TEXT, new byte[125], 7, true),
              client.frame(PING, new byte[125]),
              Frames.frame(CONTINUATION, new byte[126], 7, true),
              client.frame(PONG, new byte[0]),
              Frames.frame(FIN | CONTINUATION, new byte[0xffff], 7, true),
              client.frame(BINARY, new byte[0x10000]));
      if (whole) {
        client.wire().send(sent);
      } else {
        for (int i = 0; i < 400; i++) {
          client.wire().send(new byte[] {sent[i]});
          if (i < 40) session.facts();
        }
        client.wire().send(java.util.Arrays.copyOfRange(sent, 400, sent.length));
      }
      assertThat(session.served().wire().readExactly(sent.length)).isEqualTo(sent);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8100",
        "f18000000000",
        "838000000000",
        "098000000000",
        "82fe007d00000000",
        "808000000000"
      })
  void withoutValidateFramesAllPassesAsItIs(String octets) throws Exception {
    try (OpenSession session = OpenSession.start()) {
      byte[] sent = HexFormat.of().parseHex(octets);
      session.client().wire().send(sent);
      session.client().sendText("after");

      assertThat(session.served().wire().readExactly(sent.length)).isEqualTo(sent);
    }
  }

  @Test
  void aCompressedMessageMaySayItIsWhereThatWasAgreed() throws Exception {
    try (WebSocketMember member = member(DEFLATE);
        RunningGateway gateway = gateway(member);
        WebSocketEnd client = WebSocketEnd.open(gateway.connect())) {
      WebSocketEnd served = member.next();
      client.sendFrame(RSV1 | BINARY, new byte[3]);
      client.sendFrame(FIN | CONTINUATION, new byte[3]);
      assertThat(served.read().first()).isEqualTo(RSV1 | BINARY);
      assertThat(served.read().first()).isEqualTo(FIN | CONTINUATION);
      served.sendFrame(FIN | RSV1 | TEXT, new byte[3]);
      assertThat(client.read().first()).isEqualTo(FIN | RSV1 | TEXT);

      client.sendFrame(FIN | RSV1 | PING, new byte[0]);
      assertThat(client.readClose().closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void whereAnotherExtensionWasAgreedItsBitsAreItsOwn() throws Exception {
    try (WebSocketMember member = member("x-ours");
        RunningGateway gateway = gateway(member);
        WebSocketEnd client = WebSocketEnd.open(gateway.connect())) {
      client.sendFrame(0xf3, new byte[3]);

      assertThat(member.next().read().first()).isEqualTo(0xf3);
    }
  }

  private static WebSocketMember member(String extensions) throws Exception {
    return WebSocketMember.start().agreeingWith("Sec-WebSocket-Extensions: " + extensions + "\r\n");
  }

  private static RunningGateway gateway(WebSocketMember member) throws Exception {
    GatewayPlan plan = GatewayPlan.before(member.member());
    plan.site().validateFrames();
    return plan.start();
  }
}
