package dev.poort.websocket;

import static dev.poort.testkit.Frames.BINARY;
import static dev.poort.testkit.Frames.CONTINUATION;
import static dev.poort.testkit.Frames.FIN;
import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.SessionLimits;
import dev.poort.testkit.Frames;
import dev.poort.testkit.OpenSession;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.Wire.End;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much a client may say in a session: {@code sessionLimits} of poort.json. */
class MessageLimitsTest {
  private static OpenSession limited(int perSecond, long bytes) throws Exception {
    var limits = new SessionLimits(0, 0, 0, 0, perSecond, bytes, 0);
    return OpenSession.start(plan -> plan.site().backendSessionLimits(limits));
  }

  private static void assertEnded(OpenSession session, int code) throws Exception {
    for (WebSocketEnd side : List.of(session.client(), session.served())) {
      assertThat(side.readClose().closeCode()).isEqualTo(code);
      side.sendClose(code, "");
    }
    for (WebSocketEnd side : List.of(session.client(), session.served())) {
      assertThat(side.wire().awaitEnd()).isEqualTo(End.CLOSED);
    }
    session.awaitNoSession();
  }

  @Test
  void aMessageThatIsTooLongDoesNotBeginToPass() throws Exception {
    try (OpenSession session = limited(0, 1000)) {
      session.client().send(BINARY, new byte[1000]);
      assertThat(session.served().read().payload()).hasSize(1000);
      session.client().send(BINARY, new byte[1001]);

      assertEnded(session, 1009);
    }
  }

  @Test
  void fragmentsAreSummedUpAndControlFramesAreNot() throws Exception {
    try (OpenSession session = limited(0, 1000)) {
      session.client().sendFrame(BINARY, new byte[600]);
      session.client().send(PING, new byte[100]);
      session.client().sendFrame(FIN | CONTINUATION, new byte[400]);
      session.client().sendFrame(TEXT, new byte[600]);
      session.client().sendFrame(CONTINUATION, new byte[401]);

      for (int length : new int[] {600, 100, 400, 600}) {
        assertThat(session.served().read().payload()).hasSize(length);
      }
      assertEnded(session, 1009);
    }
  }

  @Test
  void anAnnouncedLengthIsEnough() throws Exception {
    try (OpenSession session = limited(0, 1L << 40)) {
      byte[] header = {(byte) 0x82, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4};
      for (byte octet : header) {
        session.client().wire().send(new byte[] {octet});
        session.facts();
      }
      assertThat(session.client().readClose().closeCode()).isEqualTo(1009);
      assertThat(session.served().readClose().closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void theMembersMessagesAreNotLimited() throws Exception {
    try (OpenSession session = limited(1, 1000)) {
      for (int i = 0; i < 20; i++) {
        session.served().send(BINARY, new byte[2000]);
        assertThat(session.client().read().payload()).hasSize(2000);
      }
    }
  }

  @Test
  void messagesThatComeTooOftenEndTheSession() throws Exception {
    try (OpenSession session = limited(10, 0)) {
      byte[] eleven = {};
      for (int i = 0; i < 12; i++) {
        eleven = Frames.join(eleven, session.client().frame(TEXT, new byte[] {'a'}));
      }
      session.client().wire().send(eleven);
      for (int i = 0; i < 10; i++) assertThat(session.served().read().text()).isEqualTo("a");

      assertEnded(session, 1008);
    }
  }

  @Test
  void fragmentsOfOneMessageAreOne() throws Exception {
    try (OpenSession session = limited(1, 0)) {
      session.client().sendFrame(TEXT, new byte[] {'a'});
      for (int i = 0; i < 20; i++) session.client().sendFrame(CONTINUATION, new byte[] {'b'});
      session.client().sendFrame(FIN | CONTINUATION, new byte[] {'c'});
      for (int i = 0; i < 22; i++) session.served().read();

      assertThat(session.facts().messagesFromClient()).isEqualTo(1);
    }
  }
}
